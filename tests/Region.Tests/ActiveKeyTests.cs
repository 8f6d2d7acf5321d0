using System.Text;
using Aevrion.Core.Events;
using Aevrion.Grains.Keys;

namespace Aevrion.Region.Tests;

/// <summary>What an active key shows from memory while commits come in.</summary>
public sealed class ActiveKeyTests
{
    private static readonly Event Old = Version("old", 10);
    private static readonly Event OfPeer = Version("of a peer", 20);
    private static readonly Event Decided = Version("decided", 30);

    private readonly ActiveKey _key = new("k");

    public ActiveKeyTests() => _key.HasRead(_key.StartReading(), Old);

    [Fact]
    public void The_latest_is_the_highest_in_whatever_order_it_comes()
    {
        _key.Observe(Decided);
        _key.Observe(OfPeer);
        Assert.Equal(Decided.Stamp, _key.Latest);
        Assert.False(_key.MustRead);
    }

    [Fact]
    public void What_comes_beside_a_conditional_write_is_left_to_the_log()
    {
        _key.Decide(Decided);
        _key.Observe(OfPeer);
        Assert.Equal(Old.Stamp, _key.Latest);
        Assert.True(_key.MustRead);

        _key.Observe(Decided);
        _key.HasDecided();
        Assert.Equal(Decided.Stamp, _key.Latest);
        _key.HasRead(_key.StartReading(), Decided);
        Assert.False(_key.MustRead);
    }

    [Fact]
    public void The_conditional_write_itself_and_what_loses_anyway_leave_the_memory_trusted()
    {
        _key.Decide(Decided);
        _key.Observe(Version("older", 5));
        _key.Observe(Decided);
        _key.HasDecided();
        Assert.Equal(Decided.Stamp, _key.Latest);
        Assert.False(_key.MustRead);
    }

    private static Event Version(string value, long timestamp) => Event.Create("k", Encoding.UTF8.GetBytes(value), timestamp, "eu");
}
