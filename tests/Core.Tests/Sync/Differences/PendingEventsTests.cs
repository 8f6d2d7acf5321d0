using Aevrion.Core.Events;
using Aevrion.Core.Sync.Differences;
using Aevrion.Core.Sync.Push;
using Aevrion.Core.Tree;

namespace Aevrion.Core.Tests.Sync.Differences;

/// <summary>Events of an outbox, counted by leaf.</summary>
public sealed class PendingEventsTests
{
    private const int MaxEvents = 4;

    private readonly PendingEvents _pending = new(new TreeShape(granularityMs: 10, branchingFactor: 4));
    private readonly Outbox _outbox;

    public PendingEventsTests() => _outbox = new Outbox(MaxEvents, maxStamps: 0, pending: _pending);

    [Fact]
    public void They_grow_as_events_come_and_shrink_as_they_are_acknowledged()
    {
        _outbox.Add([At(1), At(5), At(12)]);
        Assert.Equal([(0, 2), (1, 1)], Nodes());
        _outbox.Acknowledge(2);
        Assert.Equal([(1, 1)], Nodes());
        _outbox.Acknowledge(3);
        Assert.Empty(Nodes());
    }

    [Fact]
    public void What_the_outbox_drops_stays_until_both_are_known_to_be_equal_there()
    {
        _outbox.Add([At(1), At(12), At(23), At(34), At(45), At(56)]);
        Assert.Equal(MaxEvents, _outbox.Count);
        Assert.Equal(6, _pending.Read().Total);
        _outbox.Acknowledge(6);
        Assert.Equal([(0, 1), (1, 1)], Nodes());
        _pending.ForgetDropped(before: 15);
        Assert.Equal([(1, 1)], Nodes());
        _pending.ForgetDropped(before: 20);
        Assert.Empty(Nodes());
    }

    [Fact]
    public void What_waits_is_not_forgotten_with_what_was_dropped()
    {
        _outbox.Add([At(1), At(1), At(1), At(1), At(1)]);
        _pending.ForgetDropped(before: 100);
        Assert.Equal([(0, MaxEvents)], Nodes());
    }

    private static Event At(long timestamp) => Event.Create("key", "v"u8.ToArray(), timestamp, "eu");

    private IEnumerable<(long Index, long Count)> Nodes() => _pending.Read().Nodes.Select(node => (node.Key, node.Value)).Order();
}
