using Aevrion.Core.Events;
using Aevrion.Core.Sync.Push;

namespace Aevrion.Core.Tests.Sync.Push;

/// <summary>What acknowledgements prove of events, and what they do not.</summary>
public sealed class PushProofTests
{
    private readonly Outbox _outbox = new(maxEvents: 10, maxStamps: 0);
    private int _written;

    [Fact]
    public void Events_are_durable_once_all_of_them_are_acknowledged()
    {
        var window = Begin();
        Write(3);
        window.Take();
        Write(2);
        window.Take();
        Assert.Equal(PushProof.Waiting, _outbox.ProofOf(2, 4));
        window.Acknowledge(3, 0);
        Assert.Equal(PushProof.Waiting, _outbox.ProofOf(2, 4));
        Assert.Equal(PushProof.Durable, _outbox.ProofOf(2, 3));
        window.Acknowledge(5, 0);
        Assert.Equal(PushProof.Durable, _outbox.ProofOf(2, 4));
    }

    [Fact]
    public void Nothing_is_proven_of_events_that_wait_for_their_time_at_the_peer()
    {
        var window = Begin();
        Write(5);
        window.Take();
        window.Acknowledge(5, 3);
        Assert.Equal(PushProof.Never, _outbox.ProofOf(3, 3));
        Assert.Equal(PushProof.Never, _outbox.ProofOf(3, 4));
        Assert.Equal(PushProof.Durable, _outbox.ProofOf(4, 5));
    }

    [Fact]
    public void A_peer_that_does_not_tell_what_it_holds_back_proves_nothing()
    {
        var window = new PushWindow(_outbox, 5);
        window.Begin(0, null, out _);
        Write(1);
        window.Take();
        window.Acknowledge(1, null);
        Assert.Equal(PushProof.Never, _outbox.ProofOf(1, 1));

        Write(1);
        window.Take();
        new PushWindow(_outbox, 5).Begin(2, null, out _);
        Assert.Equal(PushProof.Never, _outbox.ProofOf(2, 2));
    }

    [Fact]
    public void What_the_peer_took_before_the_connection_was_lost_is_proven_by_its_next_welcome()
    {
        var window = Begin();
        Write(2);
        window.Take();
        new PushWindow(_outbox, 5).Begin(2, 1, out _);
        Assert.Equal(PushProof.Never, _outbox.ProofOf(1, 1));
        Assert.Equal(PushProof.Durable, _outbox.ProofOf(2, 2));
    }

    [Fact]
    public void Nothing_is_proven_of_events_that_were_dropped_though_later_ones_are_acknowledged()
    {
        var window = Begin();
        Write(4);
        Write(8);
        Assert.Equal(PushProof.Never, _outbox.ProofOf(1, 4));
        Assert.Equal(PushProof.Waiting, _outbox.ProofOf(3, 3));
        window.Take();
        window.Acknowledge(12, 0);
        Assert.Equal(PushProof.Never, _outbox.ProofOf(2, 12));
        Assert.Equal(PushProof.Durable, _outbox.ProofOf(3, 12));
    }

    [Fact]
    public void Of_no_events_everything_is_proven() => Assert.Equal(PushProof.Durable, _outbox.ProofOf(1, 0));

    private PushWindow Begin()
    {
        var window = new PushWindow(_outbox, 5);
        window.Begin(0, 0, out _);
        return window;
    }

    private void Write(int events) => _outbox.Add(
        [.. Enumerable.Range(0, events).Select(_ => Event.Create($"key{_written}", default(ReadOnlyMemory<byte>?), _written++, "eu"))]);
}
