using Aevrion.Core.Sync.Batches;
using Aevrion.Core.Sync.Exchange;
using Aevrion.Core.Sync.Protocol;
using Aevrion.Core.Sync.Push;
using Google.Protobuf;

namespace Aevrion.Core.Sync.Sessions;

/// <summary>
/// Takes one push: waits for the next one while a batch goes on there, makes durable what is not yet, then remembers the position, then acknowledges it. Of what is already durable
/// (pushed again after a reconnect) nothing is admitted twice.
/// </summary>
internal sealed class PushReception(Protocol.Push push, ByteString stream, StreamPositions positions, PushedBatch batch) : SyncMachine
{
    /// <summary>Position of the push's last event.</summary>
    public long Through => (long)push.FirstPosition + push.Events.Count - 1;

    /// <summary>True when it is acknowledged with the next one.</summary>
    public bool Waits { get; private set; }

    /// <summary>Events that wait behind it.</summary>
    public long Behind => (long)push.Behind;

    /// <inheritdoc/>
    protected override IEnumerable<SyncEffect> Run()
    {
        if (push.Events.Count is 0 or > ProtocolLimits.MaxEventsPerFrame
            || push.FirstPosition is 0 or > ProtocolLimits.MaxPosition || push.Behind > ProtocolLimits.MaxPosition)
        {
            throw new ProtocolViolationException("A push has an impossible position or number of events.");
        }

        var durable = positions.Get(stream);
        var known = durable < push.FirstPosition ? 0 : (int)Math.Min(durable - push.FirstPosition + 1, (ulong)push.Events.Count);
        if (known < push.Events.Count)
            batch.Add(WireEvents.FromWire(push.Events, known));
        Waits = push.Continues && batch.Count > 0 && !batch.IsFull;
        if (Waits)
            yield break;
        if (batch.Count > 0)
        {
            yield return new AdmitEvents(batch.Take());
            var admitted = Answers.Take<EventsAdmitted>();
            positions.Set(stream, (ulong)Through, areHeldBack: admitted.HeldBack > 0);
        }

        yield return new SendFrame(new Frame
        {
            PushAck = new PushAck { ReceivedThrough = (ulong)Through, HeldBackThrough = positions.HeldBackThrough(stream) },
        });
        Answers.Take<FrameSent>();
    }
}
