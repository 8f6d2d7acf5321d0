using Aevrion.Core.Events;
using Aevrion.Core.Reconciliation;

namespace Aevrion.Core.Sync.Exchange;

/// <summary>Tells in 8 bytes whether two regions list the same versions as lost, whatever the order of the list.</summary>
public static class LoserSum
{
    /// <summary>The sum of their items, modulo 2⁶⁴; 0 of none.</summary>
    /// <param name="scheme">Holds the salt.</param>
    /// <param name="losers">The versions.</param>
    public static ulong Of(SketchScheme scheme, IReadOnlyList<EventStamp> losers)
    {
        var sum = 0UL;
        foreach (var loser in losers)
            sum = unchecked(sum + SaltedItems.OfEvent(scheme, loser.Id).Value);
        return sum;
    }
}
