using Aevrion.Core.Events;
using Aevrion.Core.Sync.Exchange;
using Aevrion.Core.Sync.Protocol;
using Aevrion.Core.Sync.Push;
using Aevrion.Core.Sync.Sessions;
using Aevrion.Core.Tests.Sync.Sessions;
using Google.Protobuf;

namespace Aevrion.Core.Tests.Sync.Batches;

/// <summary>A batch that crosses several pushes.</summary>
public sealed class PushedBatchTests
{
    private readonly Outbox _outbox = new(maxFrameEvents: 4);
    private readonly StreamPositions _positions = new();

    [Fact]
    public void Pushes_go_on_without_acknowledgement_until_the_batch_is_whole()
    {
        var window = new PushWindow(_outbox, maxFrames: 1);
        window.Begin(0, 0, out _);
        _outbox.Add([.. GivenBatches.Of(0, 0, 0, 2), .. GivenBatches.Of(1, 9, 0, 9), .. GivenBatches.Of(0, 0, 2, 3)]);
        Assert.Equal([(4, true), (4, true), (4, false)], Frames().Select(frame => (frame.Events.Count, frame.Continues)));
        window.Acknowledge(12, 0);
        Assert.Equal([(2, false)], Frames().Select(frame => (frame.Events.Count, frame.Continues)));

        IEnumerable<OutboxFrame> Frames()
        {
            while (window.Take() is { } frame)
                yield return frame;
        }
    }

    [Fact]
    public void What_comes_of_a_batch_is_admitted_with_the_rest_and_acknowledged_then()
    {
        var session = Greeted();
        var batch = GivenBatches.Of(1, 9, 0, 9);
        Assert.Null(session.Receive(PushOf(1, batch[..4], continues: true), 0));
        Assert.Null(session.Receive(PushOf(5, batch[4..8], continues: true), 0));
        Assert.Equal(8, session.Gathered);
        var admit = Assert.IsType<AdmitEvents>(session.Receive(PushOf(9, batch[8..]), 0));
        Assert.Equal(batch.Select(item => item.Id), admit.Events.Select(item => item.Id));
        Assert.All(admit.Events, item => Assert.Equal(new EventBatch(1, 9), item.Batch));
        Assert.Equal(0, session.Gathered);
        Assert.Equal(0UL, _positions.Get(GivenSessions.Stream));
        session.SetAside();
        Assert.Equal(9UL, session.Admitted(new EventsAdmitted(9))!.PushAck.ReceivedThrough);
    }

    [Fact]
    public void A_batch_whose_rest_was_dropped_is_admitted_with_what_follows()
    {
        var session = Greeted();
        Assert.Null(session.Receive(PushOf(1, GivenBatches.Of(1, 9, 0, 4), continues: true), 0));
        var admit = Assert.IsType<AdmitEvents>(session.Receive(PushOf(50, GivenBatches.Of(0, 0, 0, 1)), 0));
        Assert.Equal(5, admit.Events.Count);
        session.SetAside();
        Assert.Equal(50UL, session.Admitted(new EventsAdmitted(5))!.PushAck.ReceivedThrough);
    }

    [Fact]
    public void A_batch_without_end_is_not_gathered_beyond_the_limits()
    {
        var session = Greeted();
        var position = 1;
        SyncEffect? effect = null;
        for (; effect is null; position += ProtocolLimits.MaxEventsPerFrame)
        {
            Assert.True(position <= 2 * (ProtocolLimits.MaxBatchEvents + ProtocolLimits.MaxEventsPerFrame));
            effect = session.Receive(PushOf(position, GivenBatches.Of(1, 9, position, ProtocolLimits.MaxEventsPerFrame), continues: true), 0);
        }

        Assert.IsType<AdmitEvents>(effect);
        Assert.Equal(0, session.Gathered);
    }

    [Fact]
    public void A_peer_that_does_not_go_on_with_a_batch_is_told_so()
    {
        var session = Greeted();
        session.Receive(PushOf(1, GivenBatches.Of(1, 9, 0, 4), continues: true), 0);
        Assert.Contains("rest of a batch", Assert.Throws<ProtocolViolationException>(session.Expire).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(7, 2U)]
    [InlineData(8, 1U)]
    [InlineData(8, 10_001U)]
    [InlineData(0, 2U)]
    public void An_event_of_an_impossible_batch_breaks_the_protocol(int idBytes, uint count)
    {
        var wire = WireEvents.ToWire(GivenBatches.Of(0, 0, 0, 1)[0]);
        Assert.Null(WireEvents.FromWire([wire])[0].Batch);
        wire.Batch = ByteString.CopyFrom(new byte[idBytes]);
        wire.BatchCount = count;
        Assert.Throws<ProtocolViolationException>(() => WireEvents.FromWire([wire]));
    }

    private static Frame PushOf(int firstPosition, Event[] events, bool continues = false)
    {
        var push = new Core.Sync.Protocol.Push { FirstPosition = (ulong)firstPosition, Continues = continues };
        push.Events.AddRange(events.Select(WireEvents.ToWire));
        return new Frame { Push = push };
    }

    private ListenerSession Greeted()
    {
        var session = new ListenerSession(GivenSessions.Us, _positions, 0);
        session.Receive(GivenSessions.Hello(), 0);
        session.Handle(Noted.Instance);
        session.Handle(FrameSent.Instance);
        return session;
    }
}
