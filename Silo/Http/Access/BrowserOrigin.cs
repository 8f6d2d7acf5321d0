namespace Aevrion.Silo.Http.Access;

/// <summary>
/// Whether a page of another site asks. A browser on this machine sends such requests as readily as those of the dashboard, and they would be taken for
/// the user's; it says where they come from (Fetch Standard, header <c>Origin</c>), which a page cannot change.
/// </summary>
internal static class BrowserOrigin
{
    /// <summary>True when a browser asks for a page that did not come from this silo.</summary>
    public static bool IsForeign(HttpContext context)
    {
        var origins = context.Request.Headers.Origin;
        return origins.Count > 0
            && !(origins is [{ } origin] && Uri.TryCreate(origin, UriKind.Absolute, out var page)
                && string.Equals(page.Authority, context.Request.Host.Value, StringComparison.OrdinalIgnoreCase));
    }
}
