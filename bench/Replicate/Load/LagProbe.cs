using System.Diagnostics;
using Aevrion.Bench.Replicate.Pairs;

namespace Aevrion.Bench.Replicate.Load;

/// <summary>
/// How long after its acknowledgement a value is found by a read in the other side: one value after the other, each asked for again
/// and again for two milliseconds, and then each millisecond, until it is there: whoever asks without a pause takes a processor for himself.
/// </summary>
internal static class LagProbe
{
    private const int Keys = 64;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(7);
    private static readonly TimeSpan Eager = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <returns>The median, in milliseconds.</returns>
    public static async Task<double> MedianMsAsync(IReplicatedPair pair, TimeSpan duration, CancellationToken cancellationToken)
    {
        var lags = new List<double>();
        var whole = Stopwatch.StartNew();
        for (var number = 0L; whole.Elapsed < duration; number++)
        {
            var side = (int)(number % 2);
            var key = $"probe:{side}:{number / 2 % Keys}";
            var value = BenchKeys.ValueOf(Random.Shared.NextInt64());
            await pair.PutProbeAsync(side, key, value, cancellationToken);
            var lag = Stopwatch.StartNew();
            while (!await pair.IsVisibleAsync(1 - side, key, value, cancellationToken))
            {
                if (lag.Elapsed > Patience)
                    throw new InvalidDataException($"{pair.Name} did not carry a value over within {Patience.TotalSeconds} seconds.");
                if (lag.Elapsed > Eager)
                    await Task.Delay(Step, cancellationToken);
            }

            lags.Add(lag.Elapsed.TotalMilliseconds);
            await Task.Delay(Pause, cancellationToken);
        }

        lags.Sort();
        return lags[lags.Count / 2];
    }
}
