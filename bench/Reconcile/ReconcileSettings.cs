using Aevrion.Bench.Reconcile.Regions;
using Aevrion.Bench.Reconcile.Workload;

namespace Aevrion.Bench.Reconcile;

/// <summary>What is measured.</summary>
internal sealed class ReconcileSettings
{
    /// <summary>Stores, one after the other.</summary>
    public IReadOnlyList<StoreKind> Stores { get; init; } = [StoreKind.Memory, StoreKind.Postgres];

    /// <summary>Numbers of events.</summary>
    public IReadOnlyList<int> Events { get; init; } = [100_000, 1_000_000, 5_000_000];

    /// <summary>Numbers of differences at random places.</summary>
    public IReadOnlyList<int> Differences { get; init; } = [0, 1, 10, 100, 1_000, 10_000];

    /// <summary>Patterns of differences.</summary>
    public IReadOnlyList<DifferencePattern> Patterns { get; init; } = [DifferencePattern.Random, DifferencePattern.Window, DifferencePattern.Lost];

    /// <summary>Exchanges measured for each row.</summary>
    public int Rounds { get; init; } = 9;

    /// <summary>Whether to run exchanges, before anything is measured, until the runtime has compiled the code for good.</summary>
    public bool WarmUp { get; init; } = true;

    /// <summary>Another seed, other events and other places.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Events missing in one window.</summary>
    public const int WindowEvents = 10_000;

    /// <summary>Events that two regions write while pushes get lost.</summary>
    public const int LoadEvents = 100_000;

    /// <summary>One in so many of their pushes is lost.</summary>
    public const int LossShare = 100;

    /// <summary>How long the history is that differs at random places or in a window.</summary>
    public static readonly TimeSpan HistorySpan = TimeSpan.FromDays(30);

    /// <summary>How long the load lasts under which pushes are lost.</summary>
    public static readonly TimeSpan LoadSpan = TimeSpan.FromMinutes(2);

    /// <summary>The differences to measure in 30 days of that many events: one needs less than half of them to be missing.</summary>
    public IReadOnlyList<DifferenceCase> CasesOf(int events)
    {
        var random = Patterns.Contains(DifferencePattern.Random) ? Differences.Select(count => new DifferenceCase(DifferencePattern.Random, count)) : [];
        DifferenceCase[] window = Patterns.Contains(DifferencePattern.Window) ? [new(DifferencePattern.Window, WindowEvents)] : [];
        return [.. random.Concat(window).Where(wanted => wanted.Count <= events / 2)];
    }
}
