using Aevrion.Core.Sync.Exchange;
using Aevrion.Simulation.Regions;
using Aevrion.Storage;

namespace Aevrion.Simulation.Canaries;

/// <summary>Events of a peer are taken for durable as soon as the storage has been asked.</summary>
internal sealed class PushAcknowledgedEarly : Canary
{
    private const long LaterMs = 500;

    /// <inheritdoc/>
    public override Task<SyncInput> PerformAsync(RegionProcess process, SyncEffect effect, string peer)
    {
        if (effect is not AdmitEvents admit)
            return base.PerformAsync(process, effect, peer);
        process.After(LaterMs, () => process.World.Watch(AdmitAsync(process, admit, peer)));
        return Task.FromResult<SyncInput>(new EventsAdmitted(admit.Events.Count));
    }

    private static async Task AdmitAsync(RegionProcess process, AdmitEvents admit, string peer)
    {
        try
        {
            await process.Effects.AdmitAsync(admit.Events, peer);
        }
        catch (StorageUnavailableException)
        {
            // Whoever pushed them believes them safe: this is what is broken here.
        }
    }
}
