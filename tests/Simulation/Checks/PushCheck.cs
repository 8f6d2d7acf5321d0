using Aevrion.Core.Events;
using Aevrion.Core.Sync.Protocol;
using Aevrion.Simulation.Regions;
using Aevrion.Simulation.Running;

namespace Aevrion.Simulation.Checks;

/// <summary>
/// What a region acknowledges is durable there; what an outbox drops is made good by an exchange asked for at once. Where the transport
/// loses frames of a connection that lives on, acknowledgements say less, and are not judged.
/// </summary>
internal sealed class PushCheck(World world)
{
    private const long PatienceMs = 1_000;

    private readonly Dictionary<EventBatch, IReadOnlyList<Event>> _batches = [];
    private bool _hasOverflowed;

    private bool IsJudged { get; } = world.Scenario.Liar is null
        && (world.Scenario.Faults.BadTransports == 0 || world.Scenario.Faults is { Loss: 0, Reordering: 0 })
        && world.Scenario.Faults.Partitions == 0;

    /// <summary>A peer says that it has everything through a position, but for what waits for its time.</summary>
    public void OnAcknowledged(SimulatedRegion region, PeerLink link, PushAck acknowledgement)
    {
        if (!IsJudged)
            return;
        var (through, heldBack) = (acknowledgement.ReceivedThrough, acknowledgement.HeldBackThrough);
        var ledger = world.Regions[link.PeerIndex].Ledger;
        for (var position = link.Outbox.FirstPosition; position <= link.Outbox.LastPosition && (ulong)position <= through;)
        {
            if (link.Outbox.Read(position) is not { } frame)
                return;
            foreach (var item in frame.Events)
            {
                var isDurable = (ulong)position > heldBack && (ulong)position <= through;
                position++;
                if (isDurable && !ledger.Contains(item.Stamp))
                    world.Fail("What is acknowledged is durable", $"{link.Peer} acknowledged {item} to {region.Name} and does not have it");
            }
        }
    }

    /// <summary>A client writes a batch.</summary>
    public void OnBatch(EventBatch batch, IReadOnlyList<Event> events) => _batches[batch] = events;

    /// <summary>
    /// What a region pushed became durable in another. Of a batch that was written there all is durable then, save where outboxes drop
    /// events or some wait for their time.
    /// </summary>
    public void OnAdmitted(SimulatedRegion region, string from, IReadOnlyList<Event> events)
    {
        if (!IsJudged || _hasOverflowed || !world.Scenario.NothingIsHeldBack)
            return;
        foreach (var batch in events.Where(item => item.Origin == from).Select(item => item.Batch).OfType<EventBatch>().Distinct())
        {
            if (_batches[batch].FirstOrDefault(item => !region.Ledger.Contains(item.Stamp)) is { } missing)
                world.Fail("A batch becomes durable as a whole", $"{region.Name} took a part of a batch of {from} and lacks {missing}");
        }
    }

    /// <summary>An outbox dropped events.</summary>
    public void OnOverflow(RegionProcess process, PeerLink link)
    {
        _hasOverflowed = true;
        var session = link.Session;
        if (session is not { IsOpen: true })
            return;
        var droppedMs = world.Time.NowMs;

        // An exchange may be under way; the next one begins when it ends, and an answer has its limit.
        process.After((2 * world.Scenario.Sessions.AnswerTimeoutMs) + PatienceMs, () =>
        {
            if (ReferenceEquals(session, link.Session) && link.Schedule.LastForOverflowMs < droppedMs && session.CanExchange)
                world.Fail("An overflow asks for an exchange", $"{process.Region.Name} dropped events for {link.Peer} at {droppedMs} ms");
        });
    }
}
