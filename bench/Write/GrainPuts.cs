using Aevrion.Bench.Load;
using Aevrion.Bench.Reconcile.Workload;
using Aevrion.Bench.Regions;
using Aevrion.Grains.Interfaces.Keys;

namespace Aevrion.Bench.Write;

/// <summary>Durable puts through the grains of a region in this process, thousands in flight.</summary>
/// <param name="region">The region.</param>
/// <param name="keys">Different keys; 0 for another one each time.</param>
internal sealed class GrainPuts(HostedRegion region, int keys)
{
    /// <summary>Puts in flight.</summary>
    public const int InFlight = 10_000;

    private const int Values = 1_024;

    /// <summary>Keys of their own begin behind all that a history was filled with.</summary>
    private const long FirstNumber = 500_000_000_000;

    private static readonly WriteRequest[] Requests =
        [.. Enumerable.Range(0, Values).Select(number => new WriteRequest { Value = BenchEvents.ValueOf(number) })];

    private static readonly string[] AllKeys = [.. Enumerable.Range(0, BenchEvents.Keys).Select(number => BenchEvents.KeyOf(number))];

    private long _started = FirstNumber;

    /// <summary>Puts done.</summary>
    public long Done { get; private set; }

    /// <summary>Puts each key once, so that all are in memory, as they are in a region that has run for a while.</summary>
    public async Task WarmAsync(CancellationToken cancellationToken) => await CallLoad.RunAsync(
        InFlight, keys, (_, number) => PutAsync(AllKeys[number], number), cancellationToken);

    /// <summary>Puts for so long; answers puts a second.</summary>
    public async Task<double> RunAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        var before = _started;
        var rate = await CallLoad.RunAsync(InFlight, time, PutAsync, cancellationToken);
        Done += _started - before;
        return rate;
    }

    /// <summary>Makes so many puts; answers puts a second.</summary>
    public async Task<double> RunAsync(long puts, CancellationToken cancellationToken)
    {
        var rate = await CallLoad.RunAsync((int)Math.Min(InFlight, puts), puts, PutAsync, cancellationToken);
        Done += puts;
        return rate;
    }

    private ValueTask PutAsync(int caller, long made)
    {
        var number = Interlocked.Increment(ref _started);
        return PutAsync(keys == 0 ? BenchEvents.KeyOf(number) : AllKeys[new SplitMix((ulong)number).Below((ulong)keys)], number);
    }

    private async ValueTask PutAsync(string key, long number)
    {
        var result = await region.Grains.GetKeyGrain(key).Write(Requests[number % Values]);
        if (result.Status != OperationStatus.Done)
            throw new InvalidDataException($"A put ended with {result.Status}.");
    }
}
