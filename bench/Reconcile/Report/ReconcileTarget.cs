using Aevrion.Bench.Reconcile.Regions;
using Aevrion.Bench.Reconcile.Workload;

namespace Aevrion.Bench.Reconcile.Report;

/// <summary>What reconciling a difference may take; null is no limit.</summary>
internal sealed record ReconcileTarget
{
    /// <summary>Events at which the limits hold; those on the processor hold in memory.</summary>
    public const int Events = 1_000_000;

    /// <summary>Bytes to identify, at most.</summary>
    public long? BytesToIdentify { get; init; }

    /// <summary>Round trips, at most.</summary>
    public int? RoundTrips { get; init; }

    /// <summary>Processor time until the differences are known stays below it, in milliseconds.</summary>
    public double? CpuMs { get; init; }

    /// <summary>Total bytes ÷ bytes of the missing events stays below it.</summary>
    public double? RepairRatio { get; init; }

    /// <summary>The target of a case; null where there is none.</summary>
    public static ReconcileTarget? For(StoreKind store, int events, DifferenceCase wanted) => (wanted.Pattern, wanted.Count) switch
    {
        (DifferencePattern.Lost, >= 1_000) => new ReconcileTarget { RepairRatio = 1.15 },
        _ when events != Events => null,
        (DifferencePattern.Random, 0) => Limit(128, 1),
        (DifferencePattern.Random, 1) => Limit(2_000, 4),
        (DifferencePattern.Random, 10) => Limit(4_000, 4),
        (DifferencePattern.Random, 100) when store == StoreKind.Memory => Limit(16_000, 4) with { CpuMs = 20 },
        (DifferencePattern.Random, 100) => Limit(16_000, 4),
        (DifferencePattern.Random, 1_000) => Limit(130_000, 5),
        (DifferencePattern.Random, 10_000) => Limit(1_100_000, 6),
        (DifferencePattern.Window, 10_000) => Limit(80_000, 4),
        _ => null,
    };

    /// <summary>Whether a row keeps to it.</summary>
    public bool Holds(ReconcileRow row) =>
        !(row.MaxBytesToIdentify > BytesToIdentify || row.MaxRoundTrips > RoundTrips || row.CpuMs >= CpuMs || row.RepairRatio >= RepairRatio);

    private static ReconcileTarget Limit(long bytes, int roundTrips) => new() { BytesToIdentify = bytes, RoundTrips = roundTrips };
}
