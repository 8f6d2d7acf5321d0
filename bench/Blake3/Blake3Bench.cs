using System.CommandLine;
using Aevrion.Bench.CommandLine;
using Aevrion.Bench.Measuring;

namespace Aevrion.Bench.Blake3;

/// <summary><c>bench blake3</c>: hashing events, together and one by one, and long inputs beside the native program.</summary>
internal sealed class Blake3Bench() : FigureBench(
    "blake3",
    "Hashing short inputs together, and long ones beside b3sum.",
    [.. Sizes.SelectMany(bytes => Batches.Select(count => NameOf(bytes, count))), Long],
    new FigureSettings(Rounds: 9, Seconds: 0.1))
{
    private const string Long = "1-mb-one-thread";
    private const int LongBytes = 1 << 20;
    private const int EventBytes = 200;
    private const int LeastBatch = 8;

    /// <summary>Looking at the clock takes as long as hashing an event does in a batch.</summary>
    private const int CallsBetweenLooks = 8;

    private const double LeastSeconds = 1e-6;
    private const double EventsAtLeast = 3;
    private const double LongAtLeast = 0.5;

    private static readonly int[] Sizes = [64, EventBytes, 1_000];
    private static readonly int[] Batches = [LeastBatch, 64, 1_000];

    /// <inheritdoc/>
    protected override BenchNeeds Needs => BenchNeeds.B3sum;

    /// <inheritdoc/>
    protected override async Task MeasureAsync(FigureRun run, ParseResult? parsed, CancellationToken cancellationToken)
    {
        foreach (var bytes in Sizes)
        {
            foreach (var count in Batches.Where(count => run.Wants(NameOf(bytes, count))))
                await CompareBatchAsync(run, bytes, count, cancellationToken);
        }

        if (!run.Wants(Long))
            return;
        using var native = B3sum.Find();
        if (native is null)
            run.LeaveOut(Long, "b3sum is not installed (apt-get install b3sum).");
        else
            await CompareLongAsync(run, native, cancellationToken);
    }

    private static string NameOf(int bytes, int count) => $"{bytes}-bytes-batch-of-{count}";

    private static Task CompareBatchAsync(FigureRun run, int bytes, int count, CancellationToken cancellationToken)
    {
        var inputs = new HashInputs(count, bytes);
        var figure = new Figure(NameOf(bytes, count), "hashes/s")
        {
            AtLeast = bytes == EventBytes ? EventsAtLeast : null,
            Note = bytes == Sizes[0] && count == Batches[0] ? "Of batches: a second of processor time." : "",
        };
        return run.CompareAsync(
            figure,
            new Contender("together", _ => Task.FromResult(Rate(run.RoundTime, CpuSeconds, inputs.HashTogether) * count)),
            new Contender("one by one, scalar", _ => Task.FromResult(Rate(run.RoundTime, CpuSeconds, inputs.HashEach) * count)),
            cancellationToken);
    }

    private static Task CompareLongAsync(FigureRun run, B3sum native, CancellationToken cancellationToken)
    {
        var input = new HashInputs(1, LongBytes);
        return run.CompareAsync(
            new Figure(Long, "bytes/s") { AtLeast = LongAtLeast, Note = "b3sum: the time of a file of 257 MB less that of 1 MB, both in memory." },
            new Contender("one by one", _ => Task.FromResult(Rate(run.RoundTime, WallSeconds, input.HashEach) * LongBytes)),
            new Contender("b3sum --num-threads 1", native.BytesPerSecondAsync),
            cancellationToken);
    }

    /// <summary>How often something can be done in a second of a clock.</summary>
    private static double Rate(TimeSpan time, Func<double> secondsOf, Action action)
    {
        var done = 0L;
        var (started, seconds) = (TimeProvider.System.GetTimestamp(), secondsOf());
        do
        {
            for (var i = 0; i < CallsBetweenLooks; i++)
                action();
            done += CallsBetweenLooks;
        }
        while (TimeProvider.System.GetElapsedTime(started) < time);
        return done / Math.Max(LeastSeconds, secondsOf() - seconds);
    }

    private static double CpuSeconds() => Environment.CpuUsage.TotalTime.TotalSeconds;

    private static double WallSeconds() => TimeProvider.System.GetTimestamp() / (double)TimeProvider.System.TimestampFrequency;
}
