namespace Aevrion.Core.Sync.Exchange;

/// <summary>What an exchange found and did.</summary>
/// <param name="Equal">True when both sides' digests below <paramref name="Horizon"/> were equal at its end.</param>
/// <param name="Horizon">Leaves below it were compared.</param>
/// <param name="RoundTrips">Requests that waited for an answer.</param>
/// <param name="DifferingLeaves">Leaves found to differ.</param>
/// <param name="EventsReceived">Events taken from the peer.</param>
/// <param name="EventsAdded">Those of them that were new here.</param>
/// <param name="EventsSent">Events given to the peer.</param>
public sealed record ExchangeOutcome(
    bool Equal, long Horizon, int RoundTrips, long DifferingLeaves, long EventsReceived, long EventsAdded, long EventsSent)
{
    /// <summary>The digest that both sides have below the horizon; null when they are not equal.</summary>
    public Hash256? Digest { get; init; }
}
