using Aevrion.Silo.Http;
using Aevrion.Silo.Http.Refusals;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Aevrion.Silo.Hosting;

/// <summary>Sets the HTTP server up with the limits of <see cref="HttpLimits"/>.</summary>
internal static class KestrelSetup
{
    public static void Configure(KestrelServerOptions options)
    {
        options.AddServerHeader = false;
        options.ConfigureEndpointDefaults(endpoint => endpoint.Use(ReplaceableTransport.Use));
        var limits = options.Limits;
        limits.MaxConcurrentConnections = HttpLimits.MaxConnections;
        limits.MaxConcurrentUpgradedConnections = HttpLimits.MaxWebSockets;
        limits.MaxRequestLineSize = HttpLimits.MaxRequestLineBytes;
        limits.MaxRequestHeadersTotalSize = HttpLimits.MaxHeaderBytes;
        limits.MaxRequestHeaderCount = HttpLimits.MaxHeaders;
        limits.MaxRequestBodySize = HttpLimits.MaxBatchBytes;
        limits.RequestHeadersTimeout = HttpLimits.HeadTimeout;
        limits.KeepAliveTimeout = HttpLimits.IdleTimeout;
        limits.MinRequestBodyDataRate = new MinDataRate(HttpLimits.MinBodyBytesPerSecond, HttpLimits.SlowBodyGrace);
        limits.MinResponseDataRate = new MinDataRate(HttpLimits.MinBodyBytesPerSecond, HttpLimits.SlowBodyGrace);
    }
}
