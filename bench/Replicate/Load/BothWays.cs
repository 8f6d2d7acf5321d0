using System.Diagnostics;
using Aevrion.Bench.Replicate.Pairs;

namespace Aevrion.Bench.Replicate.Load;

/// <summary>As much as a pair takes, written to both sides at once.</summary>
internal static class BothWays
{
    /// <summary>Writes for a while, and waits until both sides have everything.</summary>
    /// <returns>Values a second, both sides together, that were written and carried to the other side.</returns>
    public static async Task<double> RunAsync(IReplicatedPair pair, TimeSpan duration, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        var written = 0L;
        await Task.WhenAll(Enumerable.Range(0, 2 * pair.Writers).Select(writer => Task.Run(
            async () =>
            {
                while (clock.Elapsed < duration)
                {
                    var number = Interlocked.Increment(ref written);
                    await pair.PutAsync(writer % 2, BenchKeys.KeyOf(number), BenchKeys.ValueOf(number), cancellationToken);
                }
            },
            cancellationToken)));
        await pair.SettleAsync(cancellationToken);
        return written / clock.Elapsed.TotalSeconds;
    }
}
