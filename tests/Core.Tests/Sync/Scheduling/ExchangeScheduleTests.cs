using Aevrion.Core.Sync.Scheduling;

namespace Aevrion.Core.Tests.Sync.Scheduling;

public sealed class ExchangeScheduleTests
{
    private readonly ExchangeSchedule _schedule = new(() => 0.5);

    [Theory]
    [InlineData(ExchangeOccasion.Tick)]
    [InlineData(ExchangeOccasion.Connected)]
    [InlineData(ExchangeOccasion.Requested)]
    [InlineData(ExchangeOccasion.Overflowed)]
    public void An_exchange_is_due_once_at_every_occasion(ExchangeOccasion occasion)
    {
        Assert.Null(_schedule.Due(100));
        Assert.Null(_schedule.DueMs);
        _schedule.Note(occasion);
        Assert.Equal(occasion, _schedule.Due(100));
        Run(succeeded: true, 110);
        Assert.Null(_schedule.Due(long.MaxValue));
    }

    [Fact]
    public void One_exchange_serves_all_occasions_before_it_as_the_most_pressing_of_them()
    {
        _schedule.Note(ExchangeOccasion.Overflowed);
        _schedule.Note(ExchangeOccasion.Tick);
        Assert.Equal(ExchangeOccasion.Overflowed, _schedule.Begin());
        _schedule.End(succeeded: true, 0);
        Assert.Null(_schedule.Due(0));
    }

    [Fact]
    public void An_occasion_during_an_exchange_is_due_after_it()
    {
        _schedule.Note(ExchangeOccasion.Tick);
        _schedule.Begin();
        _schedule.Note(ExchangeOccasion.Connected);
        Assert.Null(_schedule.Due(100));
        _schedule.End(succeeded: true, 100);
        Assert.Equal(ExchangeOccasion.Connected, _schedule.Due(100));
    }

    [Fact]
    public void Waits_double_after_failures_up_to_the_longest_and_ticks_do_not_shorten_them()
    {
        var nowMs = 0L;
        for (var failures = 1; failures <= 40; failures++)
        {
            _schedule.Note(ExchangeOccasion.Tick);
            Run(succeeded: false, nowMs);
            Assert.Equal(failures, _schedule.Failures);
            var wait = Math.Min(ScheduleLimits.MinBackOffMs * Math.Pow(2, failures - 1), ScheduleLimits.MaxBackOffMs) * 0.75;
            _schedule.Note(ExchangeOccasion.Tick);
            Assert.Null(_schedule.Due(nowMs + (long)wait - 1));
            Assert.Equal(nowMs + (long)wait, _schedule.DueMs);
            nowMs += (long)wait;
        }

        Run(succeeded: true, nowMs);
        _schedule.Note(ExchangeOccasion.Tick);
        Assert.Equal((0, ExchangeOccasion.Tick), (_schedule.Failures, _schedule.Due(nowMs)));
    }

    [Fact]
    public void A_failed_exchange_stays_due_for_what_it_was_run_for()
    {
        _schedule.Note(ExchangeOccasion.Overflowed);
        Run(succeeded: false, 0);
        Assert.Equal(ExchangeOccasion.Overflowed, _schedule.Due(ScheduleLimits.MinBackOffMs));
    }

    [Theory]
    [InlineData(ExchangeOccasion.Connected)]
    [InlineData(ExchangeOccasion.Requested)]
    [InlineData(ExchangeOccasion.Overflowed)]
    public void A_new_occasion_other_than_a_tick_does_not_wait_for_the_back_off(ExchangeOccasion occasion)
    {
        _schedule.Note(ExchangeOccasion.Tick);
        Run(succeeded: false, 0);
        _schedule.Note(occasion);
        Assert.Equal(occasion, _schedule.Due(0));
    }

    [Fact]
    public void Jitter_spreads_waits_over_half_their_length()
    {
        var least = new ExchangeSchedule(() => 0);
        var most = new ExchangeSchedule(() => 0.999);
        foreach (var schedule in new[] { least, most })
        {
            schedule.Begin();
            schedule.End(succeeded: false, 0);
        }

        Assert.Equal(ScheduleLimits.MinBackOffMs / 2, least.DueMs);
        Assert.InRange(most.DueMs!.Value, (ScheduleLimits.MinBackOffMs * 99 / 100) - 1, ScheduleLimits.MinBackOffMs);
    }

    [Fact]
    public void Ticks_wait_after_events_that_were_moved_in_vain_and_other_occasions_do_not()
    {
        _schedule.Begin();
        _schedule.End(succeeded: true, nowMs: 1_000, refusedEvents: 500);
        _schedule.Note(ExchangeOccasion.Tick);
        Assert.Null(_schedule.Due(1_000 + (500 * ScheduleLimits.PauseForRefusedEventMs) - 1));
        Assert.Equal(ExchangeOccasion.Tick, _schedule.Due(1_000 + (500 * ScheduleLimits.PauseForRefusedEventMs)));
        _schedule.Note(ExchangeOccasion.Requested);
        Assert.Equal(ExchangeOccasion.Requested, _schedule.Due(1_000));

        _schedule.Begin();
        _schedule.End(succeeded: true, nowMs: 0, refusedEvents: long.MaxValue);
        _schedule.Note(ExchangeOccasion.Tick);
        Assert.Equal(ScheduleLimits.MaxPauseMs, _schedule.DueMs);
    }

    [Fact]
    public void Two_exchanges_never_run_at_once()
    {
        _schedule.Begin();
        Assert.Throws<InvalidOperationException>(() => _schedule.Begin());
    }

    private void Run(bool succeeded, long nowMs)
    {
        _schedule.Begin();
        _schedule.End(succeeded, nowMs);
    }
}
