using Aevrion.Bench.Reconcile.Regions;
using Aevrion.Bench.Reconcile.Workload;
using Aevrion.Bench.Results;

namespace Aevrion.Bench.Reconcile.Report;

/// <summary>What reconciling a difference took: medians over the rounds, unless a property says otherwise.</summary>
internal sealed record ReconcileRow : BenchRow
{
    /// <summary>What the regions lie in.</summary>
    public required StoreKind Store { get; init; }

    /// <summary>Events in both regions together.</summary>
    public required int N { get; init; }

    /// <summary>Events that one region lacked.</summary>
    public required int D { get; init; }

    /// <summary>Where they were.</summary>
    public required DifferencePattern Pattern { get; init; }

    /// <summary>Bytes on the wire, both directions, framing included, without the missing events themselves.</summary>
    public required long BytesToIdentify { get; init; }

    /// <summary>Bytes on the wire, both directions, framing included.</summary>
    public required long BytesTotal { get; init; }

    /// <summary>Requests that waited for an answer.</summary>
    public required int RoundTrips { get; init; }

    /// <summary>Processor time of both regions until the differences were known, without that of the database, in milliseconds.</summary>
    public required double CpuMs { get; init; }

    /// <summary>Most processor time ÷ least, over the rounds.</summary>
    public required double Spread { get; init; }

    /// <summary>Time until the differences were known, without a network, in milliseconds.</summary>
    public required double ElapsedMs { get; init; }

    /// <summary>Bytes of the missing events as they are encoded.</summary>
    public required long EventBytes { get; init; }

    /// <summary>The most of any round.</summary>
    public required long MaxBytesToIdentify { get; init; }

    /// <summary>The most of any round.</summary>
    public required int MaxRoundTrips { get; init; }

    /// <summary>Exchanges measured.</summary>
    public required int Rounds { get; init; }

    /// <summary>Where the time went until the differences were known: milliseconds by phase, mean of the rounds, longest first.</summary>
    public required IReadOnlyDictionary<string, double> PhasesMs { get; init; }

    /// <summary>Total bytes ÷ bytes of the missing events, the worst of any round; where pushes were lost.</summary>
    public double? RepairRatio { get; init; }

    /// <summary>What is aimed at; null where nothing is.</summary>
    public ReconcileTarget? Target { get; init; }

    /// <summary>Whether every round, and the median processor time, kept to it; null where there is none.</summary>
    public bool? WithinTarget { get; init; }

    /// <summary>What negentropy takes to identify the same, measured elsewhere; null where that is not known.</summary>
    public long? NegentropyBytes { get; init; }
}
