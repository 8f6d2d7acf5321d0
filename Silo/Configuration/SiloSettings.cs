using Aevrion.Grains.Hosting;
using Aevrion.Silo.Http.Access;
using Aevrion.Silo.Http.Limits;
using Aevrion.Silo.Telemetry;

namespace Aevrion.Silo.Configuration;

/// <summary>What a silo is told at start. Read and checked once, by <see cref="SiloSettingsReader"/>.</summary>
internal sealed record SiloSettings
{
    /// <summary>The region.</summary>
    public required RegionOptions Region { get; init; }

    /// <summary>Npgsql connection string of the region's database.</summary>
    public required string Postgres { get; init; }

    /// <summary>Addresses that the silo listens on, such as http://127.0.0.1:7400.</summary>
    public required IReadOnlyList<string> Urls { get; init; }

    /// <summary>Who is served.</summary>
    public AccessSettings Access { get; init; } = new();
    /// <summary>What this region and its peers prove to each other, by the peer's name.</summary>
    public IReadOnlyDictionary<string, PeerCredentials> PeerCredentials { get; init; } = new Dictionary<string, PeerCredentials>();

    /// <summary>The certificate that this silo shows; null for none.</summary>
    public TlsSettings? Tls { get; init; }

    /// <summary>How silos of the region find each other. Means something to the Orleans engine only.</summary>
    public required ClusterSettings Cluster { get; init; }

    /// <summary>A file that says how far the clock of this process is off, for tests of clock faults; null for the system's clock.</summary>
    public string? ClockOffsetFile { get; init; }

    /// <summary>What the silo tells of itself.</summary>
    public TelemetrySettings Telemetry { get; init; } = new();

    /// <summary>What the silo takes on at one time.</summary>
    public required LimitSettings Limits { get; init; }
}
