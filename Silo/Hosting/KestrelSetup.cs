using Aevrion.Silo.Http;
using Aevrion.Silo.Http.Limits;
using Aevrion.Silo.Http.Refusals;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Aevrion.Silo.Hosting;

/// <summary>Sets the HTTP server up with the limits of <see cref="HttpLimits"/> and <see cref="LimitSettings"/>.</summary>
internal static class KestrelSetup
{
    public static void Configure(KestrelServerOptions options, LimitSettings settings)
    {
        options.AddServerHeader = false;
        var connections = new AddressConnections(settings.ConnectionsPerAddress);
        options.ConfigureEndpointDefaults(endpoint =>
        {
            endpoint.Use(connections.Use);
            endpoint.Use(ReplaceableTransport.Use);
        });
        var limits = options.Limits;
        limits.MaxConcurrentConnections = settings.Connections;
        limits.MaxConcurrentUpgradedConnections = HttpLimits.MaxWebSockets;
        limits.MaxRequestLineSize = HttpLimits.MaxRequestLineBytes;
        limits.MaxRequestHeadersTotalSize = HttpLimits.MaxHeaderBytes;
        limits.MaxRequestHeaderCount = HttpLimits.MaxHeaders;
        limits.MaxRequestBodySize = HttpLimits.MaxBatchBytes;
        limits.MaxRequestBufferSize = HttpLimits.MaxConnectionBufferBytes;
        limits.MaxResponseBufferSize = HttpLimits.MaxConnectionBufferBytes;
        limits.RequestHeadersTimeout = settings.HeadTimeout;
        limits.KeepAliveTimeout = settings.IdleTimeout;
        limits.MinRequestBodyDataRate = new MinDataRate(settings.LeastBytesPerSecond, HttpLimits.SlowBodyGrace);
        limits.MinResponseDataRate = new MinDataRate(settings.LeastBytesPerSecond, HttpLimits.SlowBodyGrace);
    }
}
