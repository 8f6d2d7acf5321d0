using Aevrion.Core.Sync.Exchange;
using Aevrion.Simulation.Regions;

namespace Aevrion.Simulation.Canaries;

/// <summary>Some events are never read for a peer that asks for them.</summary>
internal sealed class ReaderOmitsEvents : Canary
{
    private const char LostBelow = '4';

    /// <inheritdoc/>
    public override async Task<SyncInput> PerformAsync(RegionProcess process, SyncEffect effect, string peer)
    {
        var answer = await base.PerformAsync(process, effect, peer);
        return answer is EventsRead read
            ? new EventsRead([.. read.Events.Where(item => item.Id.ToString()[0] >= LostBelow)])
            : answer;
    }
}
