using System.Diagnostics;
using Aevrion.Bench.Replicate.Pairs;

namespace Aevrion.Bench.Replicate.Load;

/// <summary>How long one put at a time takes.</summary>
internal static class PutProbe
{
    private const int Keys = 64;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    /// <returns>The median, in milliseconds.</returns>
    public static async Task<double> MedianMsAsync(IReplicatedPair pair, int side, TimeSpan duration, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(duration);
        return await MedianMsUntilAsync(pair, side, limit.Token);
    }

    /// <summary>The same until it is stopped.</summary>
    public static async Task<double> MedianMsUntilAsync(IReplicatedPair pair, int side, CancellationToken stop)
    {
        var times = new List<double>();
        do
        {
            var clock = Stopwatch.StartNew();
            await pair.PutProbeAsync(side, $"local:{times.Count % Keys}", BenchKeys.ValueOf(times.Count), CancellationToken.None);
            times.Add(clock.Elapsed.TotalMilliseconds);
            await Task.Delay(Pause, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        while (!stop.IsCancellationRequested);

        times.Sort();
        return times[times.Count / 2];
    }
}
