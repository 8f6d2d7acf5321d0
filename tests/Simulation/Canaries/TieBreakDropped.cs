using Aevrion.Core.Tree;
using Aevrion.Simulation.Regions;

namespace Aevrion.Simulation.Canaries;

/// <summary>Of two versions of one time the one that arrived first wins, not the one with the higher id.</summary>
internal sealed class TieBreakDropped : Canary
{
    /// <inheritdoc/>
    public override IRegionStore CreateStore(TreeShape shape) => new FirstComeStore(shape);
}
