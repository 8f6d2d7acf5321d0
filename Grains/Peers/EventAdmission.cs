using Aevrion.Core.Events;
using Aevrion.Core.Sync.Batches;
using Aevrion.Core.Sync.Exchange;
using Aevrion.Core.Sync.Protocol;
using Aevrion.Core.Time;
using Aevrion.Grains.Conflicts;
using Aevrion.Grains.Load;
using Aevrion.Grains.Origins;
using Aevrion.Grains.Relay;
using Aevrion.Grains.Telemetry;
using Aevrion.Grains.Watermark;
using Aevrion.Storage;
using Aevrion.Storage.Appending;

namespace Aevrion.Grains.Peers;

/// <summary>
/// The one way in for events of other regions. Their ids were derived and their limits checked when they came off the wire; here
/// they are held to the clock and made durable. Costs no grain call: active keys learn of the commit as they do of any other.
/// </summary>
public sealed class EventAdmission(
    IEventAppender appender,
    RegionClock clock,
    AdmissionCounters counters,
    SiloRelay relay,
    ConvergedTime convergedTime,
    RepeatedEvents repeated,
    InboundPeers inbound,
    KnownOrigins origins,
    LoadRecorder load,
    PeerInstruments instruments)
{
    private readonly NoveltyGuess _novelty = new();

    /// <summary>
    /// Makes durable what may enter now, batches in one transaction each. Events dated too far ahead are counted and left out: they are
    /// asked for again by an exchange once their time has come. So are those whose keys the peer may not write, and that does not end.
    /// </summary>
    /// <param name="events">Events off the wire.</param>
    /// <param name="from">The peer that sent them.</param>
    /// <param name="cancellationToken">Stops the waiting; what was handed over still becomes durable.</param>
    /// <returns>How many were new, and how many were left out.</returns>
    /// <exception cref="ProtocolViolationException">The events come from more regions than there can be.</exception>
    /// <exception cref="StorageUnavailableException">The outcome is unknown; sending them again is safe.</exception>
    /// <exception cref="AppendQueueFullException">The region cannot take more just now.</exception>
    public async Task<EventsAdmitted> AdmitAsync(IReadOnlyList<Event> events, string from, CancellationToken cancellationToken)
    {
        var permitted = inbound.Permitted(events, from);
        var admitted = InTime(permitted, out var oldest, out var newest);
        instruments.Refused(from, future: permitted.Count - admitted.Count, notPermitted: events.Count - permitted.Count);
        load.Add(LoadCount.Refused, events.Count - admitted.Count);
        if (!await origins.AdmitAsync(admitted, cancellationToken))
            throw new ProtocolViolationException(Refusal.Types.Reason.InvalidEvent, KnownOrigins.TooMany);
        var parts = WholeBatches.Split(admitted, StorageLimits.MaxTransactionEvents, StorageLimits.MaxTransactionBytes);
        var added = await Task.WhenAll(parts.Select(part => CommitAsync(part, oldest, from, cancellationToken)));
        var news = added.Sum();
        instruments.Admitted(from, news, newest);
        return new EventsAdmitted(news, events.Count - admitted.Count);
    }

    /// <summary>Commits events in one transaction.</summary>
    private async Task<int> CommitAsync(IReadOnlyList<Event> admitted, long oldest, string from, CancellationToken cancellationToken)
    {
        var terms = new AppendTerms(EarliestOwn: null, AreNew: _novelty.IsNew(from));
        var added = await AppendAsync(admitted, oldest, from, terms, cancellationToken);
        var news = CountOf(added);
        _novelty.Learn(from, news == admitted.Count);
        if (news > 0)
            await relay.AnnounceAsync(admitted, added, from);
        if (news < admitted.Count)
            await repeated.NoteAsync(admitted, added, from, cancellationToken);
        return news;
    }

    /// <summary>
    /// A peer waits where a client is refused: it sends no more before it hears of what it sent, and to end its connection would have it send
    /// all of that again.
    /// </summary>
    private async Task<IReadOnlyList<bool>> AppendAsync(
        IReadOnlyList<Event> admitted, long oldest, string from, AppendTerms terms, CancellationToken cancellationToken)
    {
        var began = clock.TimeProvider.GetTimestamp();
        while (true)
        {
            try
            {
                return await convergedTime.HoldAsync(oldest, () => appender.AppendAsync(admitted, from, terms, cancellationToken));
            }
            catch (AppendQueueFullException) when (clock.TimeProvider.GetElapsedTime(began) < PeerLimits.RoomTimeout)
            {
                await Task.Delay(PeerLimits.RoomCheck, clock.TimeProvider, cancellationToken);
            }
        }
    }

    private static int CountOf(IReadOnlyList<bool> added)
    {
        var count = 0;
        for (var i = 0; i < added.Count; i++)
            count += added[i] ? 1 : 0;
        return count;
    }

    private IReadOnlyList<Event> InTime(IReadOnlyList<Event> events, out long oldest, out long newest)
    {
        var limit = clock.AdmittedThroughMs();
        var late = 0;
        oldest = long.MaxValue;
        newest = long.MinValue;
        for (var i = 0; i < events.Count; i++)
        {
            late += events[i].Timestamp > limit ? 1 : 0;
            oldest = Math.Min(oldest, events[i].Timestamp);
            newest = Math.Max(newest, events[i].Timestamp);
        }

        if (late == 0)
            return events;
        counters.AddHeldBack(late);
        return [.. events.Where(item => item.Timestamp <= limit)];
    }
}
