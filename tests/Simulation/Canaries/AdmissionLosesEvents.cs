using Aevrion.Core.Sync.Exchange;
using Aevrion.Simulation.Regions;

namespace Aevrion.Simulation.Canaries;

/// <summary>Some events of peers are taken for admitted and are never made durable.</summary>
internal sealed class AdmissionLosesEvents : Canary
{
    private const char LostBelow = '2';

    /// <inheritdoc/>
    public override Task<SyncInput> PerformAsync(RegionProcess process, SyncEffect effect, string peer) => base.PerformAsync(
        process,
        effect is AdmitEvents admit ? new AdmitEvents([.. admit.Events.Where(item => item.Id.ToString()[0] >= LostBelow)]) : effect,
        peer);
}
