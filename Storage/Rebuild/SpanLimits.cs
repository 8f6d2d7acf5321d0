namespace Aevrion.Storage.Rebuild;

/// <summary>How much of a span is read at once. Beyond it the span ends with its node, where it has more than one.</summary>
internal sealed record SpanLimits
{
    /// <summary>Stamps in a query.</summary>
    public int PageEvents { get; init; } = 500_000;

    /// <summary>Events of a span; a snapshot is held while they are read.</summary>
    public long MaxEvents { get; init; } = 1_000_000;

    /// <summary>Leaves of a span; they and what stands over them are in memory.</summary>
    public int MaxLeaves { get; init; } = 65_536;
}
