using Aevrion.Grains.Interfaces.Sync;

namespace Aevrion.Grains.Peers;

/// <summary>Puts together what several silos know of the connections that a peer opens to them.</summary>
internal static class InboundTotals
{
    public static InboundStatus Of(IEnumerable<InboundStatus> silos)
    {
        var total = new InboundStatus();
        foreach (var silo in silos)
        {
            var isLater = total.LastRefusedAt is null || silo.LastRefusedAt > total.LastRefusedAt;
            total = new InboundStatus
            {
                Connections = total.Connections + silo.Connections,
                Proof = total.Connections > 0 ? total.Proof : silo.Proof,
                LastRefusal = isLater ? silo.LastRefusal : total.LastRefusal,
                LastRefusedAt = isLater ? silo.LastRefusedAt : total.LastRefusedAt,
                Refusals = total.Refusals + silo.Refusals,
                Violations = total.Violations + silo.Violations,
                CutOffUntil = total.CutOffUntil is null || silo.CutOffUntil > total.CutOffUntil ? silo.CutOffUntil : total.CutOffUntil,
                EventsNotPermitted = total.EventsNotPermitted + silo.EventsNotPermitted,
            };
        }

        return total;
    }
}
