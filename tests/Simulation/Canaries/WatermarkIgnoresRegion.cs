using Aevrion.Core.Sync.Frontiers;

namespace Aevrion.Simulation.Canaries;

/// <summary>One region counts for nothing when the watermark is proven.</summary>
internal sealed class WatermarkIgnoresRegion : Canary
{
    private const string Ignored = "b";

    /// <inheritdoc/>
    public override IEnumerable<string> WatermarkPeers(string region, IEnumerable<string> peers) =>
        region == Ignored ? peers : peers.Where(peer => peer != Ignored);

    /// <inheritdoc/>
    public override IReadOnlyList<FrontierRecord> Heard(string region, IReadOnlyList<FrontierRecord> records) => region == Ignored
        ? records
        : [.. records.Where(record => record.Region != Ignored).Select(record => record with { Peers = record.Peers.Remove(Ignored) })];
}
