using System.Diagnostics;
using Aevrion.Bench.Replicate.Pairs;

namespace Aevrion.Bench.Replicate.Load;

/// <summary>What was written to one side during a cut has reached the other.</summary>
/// <param name="PerSecond">Values a second, from the moment the cut is healed until all are there.</param>
/// <param name="LocalPutMs">Median of one put at a time to the side that catches up, in milliseconds.</param>
internal sealed record Recovery(double PerSecond, double LocalPutMs)
{
    public static async Task<Recovery> RunAsync(IReplicatedPair pair, int behind, CancellationToken cancellationToken)
    {
        await pair.SettleAsync(cancellationToken);
        await pair.CutAsync(cancellationToken);
        await pair.FillAsync(behind, cancellationToken);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var clock = Stopwatch.StartNew();
        await pair.HealAsync(cancellationToken);
        var local = PutProbe.MedianMsUntilAsync(pair, side: 1, stop.Token);
        await pair.SettleAsync(cancellationToken);
        clock.Stop();
        await stop.CancelAsync();
        return new Recovery(behind / clock.Elapsed.TotalSeconds, await local);
    }
}
