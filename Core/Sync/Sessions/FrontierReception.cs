using Aevrion.Core.Sync.Exchange;
using Aevrion.Core.Sync.Frontiers;
using Aevrion.Core.Tree;

namespace Aevrion.Core.Sync.Sessions;

/// <summary>Takes what a peer tells of regions, if it is well-formed.</summary>
internal sealed class FrontierReception(Protocol.Frontiers frontiers, string peer, TreeShape shape) : SyncMachine
{
    /// <inheritdoc/>
    protected override IEnumerable<SyncEffect> Run()
    {
        WireFrontiers.FromWire(frontiers, shape);
        yield return new LearnFrontiers(peer, frontiers.Regions);
        Answers.Take<Noted>();
    }
}
