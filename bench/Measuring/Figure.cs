namespace Aevrion.Bench.Measuring;

/// <summary>What a row is about, and what is aimed at.</summary>
/// <param name="Name">Its name in result files: <c>in-process-puts</c>.</param>
/// <param name="Unit">Unit of the values: <c>puts/s</c>, <c>µs</c>, <c>bytes</c>.</param>
internal sealed record Figure(string Name, string Unit)
{
    /// <summary>The ratio to reach; null where more is not better or nothing is aimed at.</summary>
    public double? AtLeast { get; init; }

    /// <summary>The ratio not to exceed; null where less is not better or nothing is aimed at.</summary>
    public double? AtMost { get; init; }

    /// <summary>The value not to exceed, for figures that stand alone; null where there is no such limit.</summary>
    public double? ValueAtMost { get; init; }

    /// <summary>How it was measured, in a few words: clients on both sides, sizes. Empty where nothing needs to be said.</summary>
    public string Note { get; init; } = "";
}
