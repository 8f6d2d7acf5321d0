using System.Net.Http.Headers;

namespace Aevrion.Client.Transport;

/// <summary>Makes the HTTP client that all requests of one <see cref="AevrionClient"/> go through.</summary>
internal static class HttpClientFactory
{
    /// <summary>How long a connection is used before it is made anew, so that changes of DNS are noticed.</summary>
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    public static HttpClient Create(AevrionClientOptions options)
    {
        var http = new HttpClient(options.HttpMessageHandler ?? CreateHandler(options), disposeHandler: options.HttpMessageHandler is null)
        {
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = AevrionLimits.MaxResponseBytes,
        };
        if (options.AccessToken is { Length: > 0 } token)
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return http;
    }

    private static SocketsHttpHandler CreateHandler(AevrionClientOptions options) => new()
    {
        ConnectTimeout = options.ConnectTimeout,
        PooledConnectionLifetime = ConnectionLifetime,
        AllowAutoRedirect = false,
        UseCookies = false,
    };
}
