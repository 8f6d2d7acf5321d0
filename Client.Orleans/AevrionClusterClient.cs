using Orleans;

namespace Aevrion.Client;

/// <summary>Makes Aevrion clients over a connection to the region's Orleans cluster.</summary>
public static class AevrionClusterClient
{
    /// <summary>Stands for the cluster where a client wants a URL; nothing is sent there.</summary>
    private const string ClusterUrl = "http://cluster";

    /// <summary>A client with everything that one over HTTP has: the same operations, limits, errors and telemetry.</summary>
    /// <param name="grains">The cluster client, connected; it outlives the Aevrion client.</param>
    /// <param name="configure">Changes options. URLs and the message handler are given.</param>
    public static AevrionClient Create(IGrainFactory grains, Action<AevrionClientOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(grains);
        var options = new AevrionClientOptions();
        configure?.Invoke(options);
        options.Urls.Clear();
        options.Urls.Add(ClusterUrl);
        options.HttpMessageHandler = new ClusterMessageHandler(grains);
        return new AevrionClient(options);
    }
}
