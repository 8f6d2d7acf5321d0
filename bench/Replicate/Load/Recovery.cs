using System.Diagnostics;
using Aevrion.Bench.Replicate.Pairs;

namespace Aevrion.Bench.Replicate.Load;

/// <summary>What was written to one side during a cut reaches the other.</summary>
internal static class Recovery
{
    /// <returns>Values a second, from the moment the cut is healed until all are there.</returns>
    public static async Task<double> RunAsync(IReplicatedPair pair, int behind, CancellationToken cancellationToken)
    {
        await pair.CutAsync(cancellationToken);
        await pair.FillAsync(behind, cancellationToken);
        var clock = Stopwatch.StartNew();
        await pair.HealAsync(cancellationToken);
        await pair.SettleAsync(cancellationToken);
        return behind / clock.Elapsed.TotalSeconds;
    }
}
