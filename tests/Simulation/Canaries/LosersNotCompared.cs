using Aevrion.Core.Sync.Exchange;
using Aevrion.Simulation.Regions;

namespace Aevrion.Simulation.Canaries;

/// <summary>No exchange compares the lists of conflicts: parents of an event are learnt of by its push or never.</summary>
internal sealed class LosersNotCompared : Canary
{
    /// <inheritdoc/>
    public override Task<SyncInput> PerformAsync(RegionProcess process, SyncEffect effect, string peer) => effect is ReadLosers
        ? Task.FromResult<SyncInput>(new LosersRead(null))
        : base.PerformAsync(process, effect, peer);
}
