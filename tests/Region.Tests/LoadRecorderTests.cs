using Aevrion.Grains.Interfaces.Load;
using Aevrion.Grains.Load;

namespace Aevrion.Region.Tests;

/// <summary>The ring of what a silo did lately, and its histograms.</summary>
public sealed class LoadRecorderTests
{
    private readonly SetClock _time = new();

    [Fact]
    public void Every_time_is_in_a_bucket_that_ends_above_it_by_an_eighth_at_most()
    {
        var last = -1;
        for (var micros = 0L; micros < 60_000_000; micros = (micros * 33 / 32) + 1)
        {
            var bucket = LatencyBuckets.Of(TimeSpan.FromMicroseconds(micros));
            var endMicros = LatencyBuckets.EndMs(bucket) * 1000;
            Assert.InRange(bucket, last, LatencyBuckets.Count - 1);
            Assert.InRange(endMicros, micros + 0.999, Math.Max(micros + 1.001, micros * 1.1251));
            last = bucket;
        }

        Assert.Equal(LatencyBuckets.Count - 1, LatencyBuckets.Of(TimeSpan.FromHours(1)));
        Assert.Equal(0, LatencyBuckets.Of(TimeSpan.FromSeconds(-1)));
    }

    [Fact]
    public void What_is_older_than_the_ring_is_forgotten_and_its_place_begins_from_nothing()
    {
        var load = new LoadRecorder(_time);
        var first = load.CurrentStep;
        load.Add(LoadCount.Writes, 5);
        load.Time(isWrite: true, TimeSpan.FromMilliseconds(3));
        _time.Advance(TimeSpan.FromHours(1));
        load.Add(LoadCount.Reads, 7);

        var step = Assert.Single(load.Read(0, load.CurrentStep));
        Assert.Equal(first + LoadLimits.MaxSteps, step.Number);
        Assert.Equal((0, 7), (step.Writes, step.Reads));
        Assert.Empty(step.WriteTimes);
    }

    [Fact]
    public void Silos_add_up_step_by_step_and_so_do_their_histograms()
    {
        var here = new LoadRecorder(_time);
        var there = new LoadRecorder(_time);
        for (var i = 0; i < 98; i++)
            here.Time(isWrite: true, TimeSpan.FromMilliseconds(1));
        there.Time(isWrite: true, TimeSpan.FromMilliseconds(100));
        there.Time(isWrite: true, TimeSpan.FromMilliseconds(1));
        here.Add(LoadCount.Writes, 98);
        there.Add(LoadCount.Writes, 2);
        _time.Advance(TimeSpan.FromSeconds(10));
        there.Add(LoadCount.Sent, 1);

        var sum = LoadMerge.Of(((LoadRecorder[])[here, there]).Select(load => new LoadSum { Silos = 1, Steps = load.Read(0, load.CurrentStep) }));
        Assert.Equal(2, sum.Silos);
        Assert.Equal(100, sum.Steps[0].Writes);
        Assert.Equal(1, sum.Steps[1].Sent);
        var times = LatencySummary.Of(sum.Steps[0].WriteTimes)!;
        Assert.InRange(times.P50Ms, 1, 1.2);
        Assert.InRange(times.P99Ms, 1, 1.2);
        Assert.InRange(LatencySummary.Of(there.Read(0, there.CurrentStep)[0].WriteTimes)!.P99Ms, 100, 113);
        Assert.Null(LatencySummary.Of(sum.Steps[1].WriteTimes));
    }

    [Fact]
    public void Recording_allocates_nothing_once_a_place_of_the_ring_has_been_used()
    {
        var load = new LoadRecorder(TimeProvider.System);
        Record(load);
        var least = long.MaxValue;
        for (var tries = 0; tries < 3; tries++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            Record(load);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal(0, least);
    }

    private static void Record(LoadRecorder load)
    {
        for (var i = 0; i < 1000; i++)
        {
            load.Add(LoadCount.Reads, 1);
            load.Time(isWrite: false, TimeSpan.FromMicroseconds(i));
        }
    }

    private sealed class SetClock : TimeProvider
    {
        private DateTimeOffset _now = DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_000);

        public void Advance(TimeSpan time) => _now += time;

        public override DateTimeOffset GetUtcNow() => _now;
    }
}
