namespace Aevrion.Silo.Peers;

/// <summary>From a region's base URL to its peer endpoint.</summary>
internal static class PeerSocketAddress
{
    /// <summary>http becomes ws, https becomes wss; a path that the URL has stays in front.</summary>
    public static Uri Of(Uri url)
    {
        var builder = new UriBuilder(url)
        {
            Scheme = url.Scheme == Uri.UriSchemeHttps ? Uri.UriSchemeWss : Uri.UriSchemeWs,
            Path = url.AbsolutePath.TrimEnd('/') + PeerSocketEndpoint.Path,
            Port = url.Port,
        };
        return builder.Uri;
    }
}
