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

    [Fact]
    public void What_a_repair_took_out_of_the_log_is_forgotten_with_the_next_reading()
    {
        _key.DistrustVersion();
        Assert.True(_key.MustRead);
        _key.HasRead(_key.StartReading(), latest: null);
        Assert.Null(_key.Latest);
        Assert.False(_key.MustRead);
        _key.Observe(Old);
        Assert.Equal(Old.Stamp, _key.Latest);
    }

    [Fact]
    public void A_commit_beside_the_reading_stays()
    {
        _key.DistrustVersion();
        var started = _key.StartReading();
        _key.Observe(OfPeer);
        _key.HasRead(started, latest: null);
        Assert.Equal(OfPeer.Stamp, _key.Latest);
    }

    [Fact]
    public void A_reading_from_before_the_doubt_counts_for_nothing()
    {
        var started = _key.StartReading();
        _key.DistrustVersion();
        _key.HasRead(started, Decided);
        Assert.True(_key.MustRead);
        Assert.Equal(Old.Stamp, _key.Latest);
        _key.HasRead(_key.StartReading(), Old);
        Assert.Equal(Old.Stamp, _key.Latest);
        Assert.False(_key.MustRead);
    }

    [Fact]
    public void The_same_version_is_taken_anew()
    {
        _key.DistrustVersion();
        var mended = Event.Restore("k", "mended"u8.ToArray(), Old.Timestamp, Old.Id, "eu", []);
        _key.HasRead(_key.StartReading(), mended);
        Assert.Equal("mended"u8.ToArray(), _key.Read().Version!.Value!.Value.ToArray());
    }

    private static Event Version(string value, long timestamp) => Event.Create("k", Encoding.UTF8.GetBytes(value), timestamp, "eu");
}
