using Aevrion.Bench.Reconcile.Workload;

namespace Aevrion.Bench.Reconcile.Report;

/// <summary>
/// What negentropy (range-based set reconciliation, the C++ implementation) sends to identify differences of the same kind: events
/// over 30 days, bytes in both directions. Measured once, on another occasion; not measured by this bench.
/// </summary>
internal static class Negentropy
{
    private static readonly Dictionary<(int Events, DifferenceCase Case), long> Figures = new()
    {
        [(100_000, Random(1))] = 1_800,
        [(100_000, Random(10))] = 14_500,
        [(100_000, Random(100))] = 109_000,
        [(100_000, Random(1_000))] = 794_000,
        [(100_000, Random(10_000))] = 2_900_000,
        [(100_000, Window)] = 168_000,
        [(1_000_000, Random(1))] = 2_400,
        [(1_000_000, Random(10))] = 19_400,
        [(1_000_000, Random(100))] = 168_000,
        [(1_000_000, Random(1_000))] = 1_390_000,
        [(1_000_000, Random(10_000))] = 10_500_000,
        [(1_000_000, Window)] = 333_000,
        [(5_000_000, Random(1))] = 1_900,
        [(5_000_000, Random(10))] = 13_900,
        [(5_000_000, Random(100))] = 116_000,
        [(5_000_000, Random(1_000))] = 877_000,
        [(5_000_000, Random(10_000))] = 6_000_000,
        [(5_000_000, Window)] = 190_000,
    };

    private static DifferenceCase Window => new(DifferencePattern.Window, 10_000);

    /// <summary>Bytes; null where it was not measured.</summary>
    public static long? BytesToIdentify(int events, DifferenceCase wanted) =>
        Figures.TryGetValue((events, wanted), out var bytes) ? bytes : null;

    private static DifferenceCase Random(int count) => new(DifferencePattern.Random, count);
}
