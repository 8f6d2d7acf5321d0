using Aevrion.Core.Tree;

namespace Aevrion.Simulation.Scenarios;

/// <summary>Everything that a seed draws before the first event happens. Times in milliseconds.</summary>
internal sealed record Scenario
{
    /// <summary>What the drift of clocks and the dating behind earlier versions add to the skew, with room to spare.</summary>
    private const long ClockErrorMs = 250;

    public required ulong Seed { get; init; }

    public required Topology Topology { get; init; }

    public required TreeShape Shape { get; init; }

    /// <summary>Milliseconds since the Unix epoch at the beginning.</summary>
    public required long EpochMs { get; init; }

    public required long SettleDelayMs { get; init; }

    public required long SyncPeriodMs { get; init; }

    /// <summary>How far ahead of a region's clock an event of a peer may be dated.</summary>
    public required long MaxClockDriftMs { get; init; }

    /// <summary>How far clocks are off at most, either way.</summary>
    public required long MaxSkewMs { get; init; }

    /// <summary>True when no clock is so far ahead of another that its events have to wait there.</summary>
    public bool NothingIsHeldBack => (2 * MaxSkewMs) + ClockErrorMs <= MaxClockDriftMs;

    public required int OutboxEvents { get; init; }

    public required long OutboxBytes { get; init; }

    public required int OutboxStamps { get; init; }

    /// <summary>Events in a pushed frame at most: a few make batches cross frames.</summary>
    public required int FrameEvents { get; init; }

    /// <summary>How often several regions write the same event, each with the parents that it has seen.</summary>
    public required int Twins { get; init; }

    /// <summary>Memory that digests of leaves may take in a process.</summary>
    public required long LeafCacheBytes { get; init; }

    public required SessionPlan Sessions { get; init; }

    public required WorkloadPlan Workload { get; init; }

    public required FaultPlan Faults { get; init; }

    /// <summary>The region that lies; null for none.</summary>
    public required int? Liar { get; init; }

    /// <summary>How long faults and writes go on.</summary>
    public required long TroubleMs { get; init; }

    /// <summary>True for a region that has to end up equal to the others.</summary>
    public bool IsHonest(int region) => region != Liar;

    public override string ToString() =>
        $"{Topology.Regions} regions, {Topology.Kind}, G={Shape.GranularityMs} ms, B={Shape.BranchingFactor}, settle {SettleDelayMs} ms, "
        + $"sync {SyncPeriodMs} ms, drift {MaxClockDriftMs} ms, skew {MaxSkewMs} ms, outbox {OutboxEvents} and {OutboxStamps} stamps, {Workload.Writes} writes in {TroubleMs} ms, "
        + $"latency {Faults.LatencyMs}+{Faults.JitterMs} ms, cuts {Faults.Cuts}, crashes {Faults.Crashes}, liar {Liar?.ToString() ?? "none"}";
}
