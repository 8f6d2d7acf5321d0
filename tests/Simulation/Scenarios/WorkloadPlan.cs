namespace Aevrion.Simulation.Scenarios;

/// <summary>What clients do.</summary>
internal sealed record WorkloadPlan
{
    /// <summary>Writes in all.</summary>
    public required int Writes { get; init; }

    /// <summary>Different keys.</summary>
    public required int Keys { get; init; }

    /// <summary>Share of the writes that go to the first key.</summary>
    public required double HotShare { get; init; }

    /// <summary>Writes of one client at one moment, at most.</summary>
    public required int Burst { get; init; }

    /// <summary>Largest value, in bytes.</summary>
    public required int MaxValueBytes { get; init; }

    public required double DeletionShare { get; init; }

    /// <summary>Share of the writes that come with a timestamp.</summary>
    public required double ImportShare { get; init; }

    /// <summary>How far back imports reach, in milliseconds.</summary>
    public required long ImportDepthMs { get; init; }

    /// <summary>Share of the imports that repeat key and time of an earlier one, in any region: ties, or the same event twice.</summary>
    public required double TieShare { get; init; }

    /// <summary>Batches of imports, beside the writes.</summary>
    public required int Batches { get; init; }
}
