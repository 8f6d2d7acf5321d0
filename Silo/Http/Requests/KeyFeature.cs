using Microsoft.AspNetCore.Http.Features;

namespace Aevrion.Silo.Http.Requests;

/// <summary>The key that a request is about.</summary>
internal sealed record KeyFeature(string Key)
{
    /// <summary>The key that <see cref="KeyRoutes"/> took off the target.</summary>
    public static string KeyOf(HttpContext context) => context.Features.GetRequiredFeature<KeyFeature>().Key;
}
