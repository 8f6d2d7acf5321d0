using Aevrion.Grains.Access;

namespace Aevrion.Silo.Http.Access;

/// <summary>Who sent a request: what his token grants.</summary>
internal static class Caller
{
    /// <summary>What the request may do; everything for those who need no token.</summary>
    public static AccessGrant Of(HttpContext context) => context.Features.Get<AccessGrant>() ?? AccessGrant.Everything;

    public static void Set(HttpContext context, AccessGrant grant) => context.Features.Set(grant);
}
