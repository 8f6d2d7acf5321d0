using Aevrion.Grains.Access;
using Aevrion.Silo.Hosting;

namespace Aevrion.Silo.Http.Access;

/// <summary>Who sent a request: what his token grants.</summary>
internal static class Caller
{
    /// <summary>What the request may do.</summary>
    public static AccessGrant Of(HttpContext context, RunningRegion region) => context.Features.Get<AccessGrant>() ?? region.Tokens.Anonymous;

    /// <summary>Takes note of a token that was recognised; without one nothing is noted.</summary>
    public static void Set(HttpContext context, AccessGrant grant) => context.Features.Set(grant);
}
