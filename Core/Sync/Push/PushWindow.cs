using Aevrion.Core.Sync.Protocol;

namespace Aevrion.Core.Sync.Push;

/// <summary>
/// Takes frames out of an outbox for one connection, some ahead of the acknowledgements: at once while few are in flight, full ones
/// only when there are more. So nothing ever waits for a time to pass, and frames grow by what comes in while the peer is busy. Not safe
/// for concurrent use.
/// </summary>
/// <param name="outbox">What is to be pushed.</param>
/// <param name="maxFrames">Frames in flight at most.</param>
public sealed class PushWindow(Outbox outbox, int maxFrames)
{
    private readonly Queue<OutboxFrame> _inFlight = new();
    private readonly int _maxPartFrames = Math.Min(maxFrames, PushLimits.MaxPartFramesInFlight);
    private long _next = 1;
    private bool _isOwed;

    /// <summary>True while an acknowledgement is waited for.</summary>
    public bool IsInFlight => _inFlight.Count > 0;

    /// <summary>Goes on behind what the peer has.</summary>
    /// <param name="receivedThrough">The last position that is durable at the peer, as it says.</param>
    /// <param name="heldBackThrough">The last position that may wait for its time there; null when the peer does not tell.</param>
    /// <param name="acknowledged">How many events were acknowledged by that.</param>
    /// <exception cref="ProtocolViolationException">It never was pushed.</exception>
    public PushResume Begin(ulong receivedThrough, ulong? heldBackThrough, out int acknowledged)
    {
        var through = HoldToPushed(receivedThrough);
        var resume = !outbox.HasBegun ? PushResume.Begun
            : outbox.FirstPosition <= through + 1 ? PushResume.Resumed
            : PushResume.Broken;
        outbox.NoteBegun();
        NoteUnproven(through, heldBackThrough);
        acknowledged = outbox.Acknowledge(through);
        _next = through + 1;
        return resume;
    }

    /// <summary>The next frame to push; null for none now. A batch that has begun goes on whatever is in flight.</summary>
    public OutboxFrame? Take()
    {
        // The peer acknowledges nothing of a batch before it has all of it.
        var mayGo = _isOwed || (_inFlight.Count < maxFrames && (_inFlight.Count < _maxPartFrames || outbox.HasFullFrame(_next)));
        if (!mayGo)
            return null;
        if (outbox.Read(_next) is not { } frame)
            return null;

        _inFlight.Enqueue(frame);
        _next = frame.LastPosition + 1;
        _isOwed = frame.Continues;
        outbox.NotePushed(frame.LastPosition);
        return frame;
    }

    /// <summary>Takes an acknowledgement of one or more frames.</summary>
    /// <param name="receivedThrough">The last position of them.</param>
    /// <param name="heldBackThrough">As for <see cref="Begin"/>.</param>
    /// <returns>How many events they held.</returns>
    /// <exception cref="ProtocolViolationException">Nothing of it is in flight.</exception>
    public int Acknowledge(ulong receivedThrough, ulong? heldBackThrough)
    {
        var through = HoldToPushed(receivedThrough);
        var events = 0;
        while (_inFlight.TryPeek(out var frame) && frame.LastPosition <= through)
            events += _inFlight.Dequeue().Events.Count;
        if (events == 0)
            throw new ProtocolViolationException(Refusal.Types.Reason.Unexpected, "The peer acknowledged no frame that is in flight.");
        NoteUnproven(through, heldBackThrough);
        outbox.Acknowledge(through);
        return events;
    }

    // Before the events leave the outbox: what is gone from it counts as durable.
    private void NoteUnproven(long through, ulong? heldBackThrough) =>
        outbox.NoteUnproven(heldBackThrough < (ulong)through ? (long)heldBackThrough.Value : through);

    private long HoldToPushed(ulong position) => position <= (ulong)outbox.PushedThrough
        ? (long)position
        : throw new ProtocolViolationException(Refusal.Types.Reason.Unexpected, "The peer acknowledged what was not pushed.");
}
