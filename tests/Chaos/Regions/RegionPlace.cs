namespace Aevrion.Chaos.Regions;

/// <summary>Where the parts of a region are on this machine.</summary>
/// <param name="Name">The region.</param>
/// <param name="Port">Where its silo listens.</param>
/// <param name="PostgresPort">Where its PostgreSQL listens.</param>
/// <param name="ClusterPort">Orleans engine: where silos talk to each other; the gateway is <paramref name="GatewayPort"/>.</param>
/// <param name="GatewayPort">Orleans engine: where clients of the cluster connect.</param>
internal sealed record RegionPlace(string Name, int Port, int PostgresPort, int ClusterPort, int GatewayPort)
{
    /// <summary>Where users reach it.</summary>
    public string Url => $"http://127.0.0.1:{Port}";
}
