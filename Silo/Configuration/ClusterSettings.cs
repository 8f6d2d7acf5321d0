using System.Net;

namespace Aevrion.Silo.Configuration;

/// <summary>Where a silo is reached by the other silos of its region.</summary>
internal sealed record ClusterSettings
{
    /// <summary>Default port for silos.</summary>
    public const int DefaultSiloPort = 11_111;

    /// <summary>Default port for cluster clients.</summary>
    public const int DefaultGatewayPort = 30_000;

    /// <summary>Port on which silos talk to each other.</summary>
    public int SiloPort { get; init; } = DefaultSiloPort;

    /// <summary>Port on which applications inside the datacenter connect; 0 for none.</summary>
    public int GatewayPort { get; init; } = DefaultGatewayPort;

    /// <summary>The address told to the other silos. The loopback address keeps the cluster on one machine.</summary>
    public IPAddress AdvertisedIP { get; init; } = IPAddress.Loopback;

    /// <summary>Default of <see cref="ProbeTimeout"/>.</summary>
    public static readonly TimeSpan DefaultProbeTimeout = TimeSpan.FromSeconds(5);

    /// <summary>How long a silo may take to answer a probe of another one. Three in a row unanswered, and it is taken for dead.</summary>
    public TimeSpan ProbeTimeout { get; init; } = DefaultProbeTimeout;
}
