using Aevrion.Engine.Tests.Clusters;
using Aevrion.Engine.Tests.Probing;
using Orleans.Runtime;

namespace Aevrion.Engine.Tests.Reminders;

/// <summary>Reminders while the silo runs. That they survive it is shown with durable ones.</summary>
public sealed class ReminderTests(SharedCluster shared)
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Long = TimeSpan.FromHours(1);

    private readonly string _key = Probe.NewKey();

    private IReminderGrain Grain => shared.Grains.GetGrain<IReminderGrain>(_key);

    private Probe Seen => Probe.Of(_key);

    [Fact]
    public async Task A_reminder_ticks_again_and_again()
    {
        await Grain.Remind("wake", TimeSpan.Zero, Short);
        await Eventually.Holds(() => Seen.Count("wake each 200 ms") >= 3);
        Assert.Equal(Seen.Count("wake each 200 ms"), Seen.Count("wake in time"), tolerance: 1);
        Assert.True(await Grain.Forget("wake"));
    }

    [Fact]
    public async Task A_reminder_activates_its_grain()
    {
        await Grain.Remind("wake", Short, Short);
        await Grain.Leave();
        await Eventually.Holds(() => Seen.Count("deactivated") >= 1);
        var ticks = Seen.Count("wake in time");
        await Eventually.Holds(() => Seen.Count("wake in time") > ticks + 1);
        Assert.True(Seen.Count("activated") >= 2);
        await Grain.Forget("wake");
    }

    [Fact]
    public async Task A_reminder_that_was_unregistered_ticks_no_more()
    {
        await Grain.Remind("wake", Short, Short);
        await Eventually.Holds(() => Seen.Count("wake in time") >= 1);
        Assert.True(await Grain.Forget("wake"));
        Assert.Null(await Grain.Find("wake"));
        var ticks = Seen.Count("wake in time");
        await TicksElsewhere();
        Assert.InRange(Seen.Count("wake in time"), ticks, ticks + 1);
    }

    [Fact]
    public async Task Registering_again_replaces_the_times()
    {
        await Grain.Remind("wake", Long, Long);
        await Grain.Remind("wake", Short, Short);
        await Eventually.Holds(() => Seen.Count("wake each 200 ms") >= 1);
        await Grain.Remind("wake", Long, Long);
        var ticks = Seen.Count("wake in time");
        await TicksElsewhere();
        Assert.InRange(Seen.Count("wake in time"), ticks, ticks + 1);
        Assert.Equal(["wake"], await Grain.Names());
    }

    [Fact]
    public async Task A_grain_finds_its_own_reminders()
    {
        await Grain.Remind("one", Long, Long);
        await Grain.Remind("two", Long, Long);
        await shared.Grains.GetGrain<IReminderGrain>(Probe.NewKey()).Remind("another's", Long, Long);
        Assert.Equal(["one", "two"], await Grain.Names());
        Assert.Equal("two", await Grain.Find("two"));
        Assert.Null(await Grain.Find("another's"));
    }

    [Fact]
    public async Task Removing_by_an_outdated_copy_is_refused()
    {
        await Grain.Remind("wake", Long, Long);
        await Assert.ThrowsAsync<ReminderException>(() => Grain.ForgetByOutdatedCopy("wake"));
        Assert.Equal("wake", await Grain.Find("wake"));
    }

    [Fact]
    public async Task A_period_below_the_minimum_is_refused() =>
        await Assert.ThrowsAsync<ArgumentException>(() => Grain.Remind("wake", Short, TimeSpan.FromMilliseconds(99)));

    [Fact]
    public async Task A_grain_that_cannot_be_reminded_is_refused() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => shared.Grains.GetGrain<IForgetfulGrain>(_key).Remind());

    /// <summary>Waits until another grain's reminder with the same period has ticked a few times.</summary>
    private async Task TicksElsewhere()
    {
        var key = Probe.NewKey();
        var other = shared.Grains.GetGrain<IReminderGrain>(key);
        await other.Remind("wake", Short, Short);
        await Eventually.Holds(() => Probe.Of(key).Count("wake in time") >= 3);
        await other.Forget("wake");
    }
}
