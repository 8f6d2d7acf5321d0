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

    /// <summary>An outbox dropped events.</summary>
    public void OnOverflow(RegionProcess process, PeerLink link)
    {
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
