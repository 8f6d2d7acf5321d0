using Aevrion.Simulation.Regions;

namespace Aevrion.Simulation.Canaries;

/// <summary>What came from a peer is pushed to nobody: rings, stars and chains have to wait for exchanges.</summary>
internal sealed class ForwardingLost : Canary
{
    /// <inheritdoc/>
    protected override bool MustPush(RegionProcess process, string? from, string to, string origin) => from is null;
}
