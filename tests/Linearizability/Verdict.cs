namespace Aevrion.Linearizability;

/// <summary>What came of the search for an order.</summary>
/// <param name="Kind">Whether there is one.</param>
/// <param name="Explanation">Where the search ended; empty when there is an order.</param>
/// <param name="Explored">How many steps the search tried.</param>
public sealed record Verdict(VerdictKind Kind, string Explanation, long Explored)
{
    /// <summary>True when there is an order.</summary>
    public bool IsLinearizable => Kind == VerdictKind.Linearizable;
}
