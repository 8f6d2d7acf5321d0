using System.Diagnostics;
using Aevrion.Bench.Replicate.Pairs;
using Aevrion.Grains.Interfaces.Keys;

namespace Aevrion.Bench.Replicate.Load;

/// <summary>A region's own writes, through its grains.</summary>
internal static class LocalPuts
{
    private const int InFlight = 10_000;

    /// <returns>Values a second.</returns>
    public static async Task<double> RunAsync(BenchSilo silo, int count, CancellationToken cancellationToken)
    {
        var grains = silo.Region.Grains;
        var next = -1;
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, InFlight).Select(_ => Task.Run(
            async () =>
            {
                for (int number; (number = Interlocked.Increment(ref next)) < count;)
                {
                    var written = await grains.GetKeyGrain(BenchKeys.KeyOf(number)).Write(new WriteRequest { Value = BenchKeys.ValueOf(number) });
                    if (written.Status != OperationStatus.Done)
                        throw new InvalidDataException($"A value was not written: {written.Status}.");
                }
            },
            cancellationToken)));
        return count / clock.Elapsed.TotalSeconds;
    }
}
