using System.Net;
using Orleans.Configuration;
using Orleans.Runtime;

namespace Orleans.Hosting;

/// <summary>What there is of clustering: none.</summary>
public static class CoreHostingExtensions
{
    private const string DevelopmentId = "dev";

    /// <summary>Accepted, as one silo on this machine is what the embedded engine is. It listens on no port.</summary>
    /// <exception cref="OrleansConfigurationException">A primary silo is named: that is a cluster of several.</exception>
    public static ISiloBuilder UseLocalhostClustering(
        this ISiloBuilder builder,
        int siloPort = 11111,
        int gatewayPort = 30000,
        IPEndPoint? primarySiloEndpoint = null,
        string serviceId = DevelopmentId,
        string clusterId = DevelopmentId)
    {
        if (primarySiloEndpoint is not null)
            throw new OrleansConfigurationException(
                $"The embedded grain engine runs in one process and cannot join the silo at {primarySiloEndpoint}. Build with -p:Engine=Orleans.");
        return builder.Configure<ClusterOptions>(options =>
        {
            options.ServiceId = serviceId;
            options.ClusterId = clusterId;
        });
    }
}
