using Aevrion.Engine.Tests.Clusters;
using Aevrion.Engine.Tests.Probing;

namespace Aevrion.Engine.Tests.Timers;

/// <summary>Timers of an activation: turns like any other, never overlapping.</summary>
public sealed class TimerTests(SharedCluster shared)
{
    private const int ShortMs = 10;
    private const int Never = -1;
    private const int LongMs = 3_600_000;

    private readonly string _key = Probe.NewKey();

    private ITimerGrain Grain => shared.Grains.GetGrain<ITimerGrain>(_key);

    private Probe Seen => Probe.Of(_key);

    [Fact]
    public async Task A_timer_ticks_again_and_again_on_the_activations_scheduler()
    {
        await Grain.Start(ShortMs, ShortMs, TimerCallback.Note, interleave: false);
        await Eventually.Holds(() => Seen.Count("tick") >= 3);
        Assert.Equal(0, Seen.Count("tick elsewhere"));
        await Grain.Stop();
    }

    [Fact]
    public async Task A_timer_without_a_period_ticks_once()
    {
        await Grain.Start(ShortMs, Never, TimerCallback.Note, interleave: false);
        await Eventually.Holds(() => Seen.Count("tick") == 1);
        await TicksElsewhere();
        Assert.Equal(1, Seen.Count("tick"));
    }

    [Fact]
    public async Task A_timer_that_was_disposed_of_ticks_no_more()
    {
        await Grain.Start(ShortMs, ShortMs, TimerCallback.Note, interleave: false);
        await Eventually.Holds(() => Seen.Count("tick") >= 1);
        await Grain.Stop();
        var ticks = Seen.Count("tick");
        await TicksElsewhere();
        Assert.InRange(Seen.Count("tick"), ticks, ticks + 1);
    }

    [Fact]
    public async Task A_timer_can_dispose_of_itself()
    {
        await Grain.Start(ShortMs, ShortMs, TimerCallback.StopItself, interleave: false);
        await Eventually.Holds(() => Seen.Count("tick") == 1);
        await TicksElsewhere();
        Assert.Equal(1, Seen.Count("tick"));
    }

    [Fact]
    public async Task Ticks_do_not_overlap_and_do_not_pile_up()
    {
        await Grain.Start(ShortMs, ShortMs, TimerCallback.WaitAtGate, interleave: true);
        await Eventually.Holds(() => Seen.Count("tick") == 1);
        await TicksElsewhere();
        Assert.Equal(1, Seen.Count("tick"));
        Seen.Open();
        await Eventually.Holds(() => Seen.Count("tick") >= 2);
        await Grain.Stop();
    }

    [Fact]
    public async Task A_tick_waits_for_the_request_that_runs()
    {
        var gate = Probe.NewKey();
        var request = Grain.StartAndWaitAtGate(ShortMs, gate);
        await TicksElsewhere();
        Assert.Equal(["request began"], Seen.Events);
        Probe.Of(gate).Open();
        await Eventually.Answers(request);
        await Eventually.Holds(() => Seen.Count("tick") == 1);
        Assert.Equal(["request began", "request ended", "tick"], Seen.Events);
    }

    [Fact]
    public async Task A_tick_that_interleaves_does_not_wait()
    {
        var gate = Probe.NewKey();
        await Grain.Start(ShortMs, ShortMs, TimerCallback.Note, interleave: true);
        var request = Grain.WaitAtGate(gate);
        await Eventually.Holds(() => Seen.Count("request began") == 1);
        var before = Seen.Count("tick");
        await Eventually.Holds(() => Seen.Count("tick") > before);
        Assert.False(request.IsCompleted);
        Probe.Of(gate).Open();
        await Eventually.Answers(request);
        await Grain.Stop();
    }

    [Fact]
    public async Task A_request_waits_for_the_tick_that_runs()
    {
        await Grain.Start(ShortMs, Never, TimerCallback.WaitAtGate, interleave: false);
        await Eventually.Holds(() => Seen.Count("tick") == 1);
        var request = Grain.WaitAtGate(_key);
        await TicksElsewhere();
        Assert.Equal(0, Seen.Count("request began"));
        Seen.Open();
        await Eventually.Answers(request);
    }

    [Fact]
    public async Task A_timer_that_fails_goes_on()
    {
        await Grain.Start(ShortMs, ShortMs, TimerCallback.Fail, interleave: false);
        await Eventually.Holds(() => Seen.Count("tick") >= 3);
        await Grain.Stop();
    }

    [Fact]
    public async Task New_times_count_from_the_change()
    {
        await Grain.Start(LongMs, LongMs, TimerCallback.Note, interleave: false);
        await Grain.Change(ShortMs, Never);
        await Eventually.Holds(() => Seen.Count("tick") == 1);
    }

    [Fact]
    public async Task Timers_end_with_their_activation()
    {
        await Grain.Start(ShortMs, ShortMs, TimerCallback.Note, interleave: false);
        await Eventually.Holds(() => Seen.Count("tick") >= 1);
        await Grain.Leave();
        await Eventually.Answers(Grain.WaitAtGate(OpenGate()));
        var ticks = Seen.Count("tick");
        await TicksElsewhere();
        Assert.Equal(ticks, Seen.Count("tick"));
    }

    [Fact]
    public async Task A_tick_that_runs_learns_that_its_timer_was_disposed_of()
    {
        await Grain.Start(ShortMs, ShortMs, TimerCallback.WaitForCancellation, interleave: true);
        await Eventually.Holds(() => Seen.Count("tick") == 1);
        await Grain.Stop();
        await Eventually.Holds(() => Seen.Count("cancelled") == 1);
    }

    private static string OpenGate()
    {
        var gate = Probe.NewKey();
        Probe.Of(gate).Open();
        return gate;
    }

    /// <summary>Waits until another grain's timer with the same period has ticked several times.</summary>
    private async Task TicksElsewhere()
    {
        const int several = 5;
        var key = Probe.NewKey();
        var other = shared.Grains.GetGrain<ITimerGrain>(key);
        await other.Start(ShortMs, ShortMs, TimerCallback.Note, interleave: false);
        await Eventually.Holds(() => Probe.Of(key).Count("tick") >= several);
        await other.Stop();
    }
}
