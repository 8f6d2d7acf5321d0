using Aevrion.Core.Events;
using Aevrion.Core.Time;

namespace Aevrion.Core.Tests.Time;

public sealed class RegionClockTests
{
    private readonly SteppedTime _time = new() { NowMs = 1_000_000 };

    private RegionClock Clock => field ??= new RegionClock(_time, TimeSpan.FromSeconds(60));

    [Fact]
    public void Now_never_runs_backwards()
    {
        Assert.Equal(1_000_000, Clock.NowMs());
        _time.NowMs = 400_000;
        Assert.Equal(1_000_000, Clock.NowMs());
        _time.NowMs = 1_000_001;
        Assert.Equal(1_000_001, Clock.NowMs());
    }

    [Fact]
    public void A_clock_that_was_raised_answers_nothing_less_until_time_has_caught_up()
    {
        Assert.Equal(1_000_000, Clock.NowMs());
        Assert.Equal(1_500_000, Clock.RaiseTo(1_500_000));
        Assert.Equal(1_500_000, Clock.RaiseTo(1_200_000));
        Assert.Equal(1_500_000, Clock.NowMs());
        _time.NowMs = 1_500_001;
        Assert.Equal(1_500_001, Clock.NowMs());
    }

    [Fact]
    public void A_local_write_is_dated_now_or_after_what_was_seen()
    {
        Assert.Equal(1_000_000, Clock.TimestampAfter(null));
        Assert.Equal(1_000_000, Clock.TimestampAfter(999_999));
        Assert.Equal(1_000_001, Clock.TimestampAfter(1_000_000));
        Assert.Equal(1_050_001, Clock.TimestampAfter(1_050_000));
    }

    [Fact]
    public void A_remote_event_is_admitted_up_to_the_drift_and_no_further()
    {
        Assert.True(Clock.Admits(1_060_000));
        Assert.False(Clock.Admits(1_060_001));
        _time.NowMs++;
        Assert.True(Clock.Admits(1_060_001));
    }

    [Fact]
    public void Nothing_is_admitted_past_the_last_timestamp()
    {
        _time.NowMs = EventLimits.MaxTimestamp;
        Assert.Equal(EventLimits.MaxTimestamp, Clock.AdmittedThroughMs());
    }

    [Fact]
    public async Task Now_never_runs_backwards_for_concurrent_readers()
    {
        var clock = Clock;
        var readers = Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            var last = 0L;
            for (var i = 0; i < 20_000; i++)
            {
                _time.NowMs = 1_000_000 + (i % 100);
                var now = clock.NowMs();
                Assert.True(now >= last);
                last = now;
            }
        }));
        await Task.WhenAll(readers);
    }
}
