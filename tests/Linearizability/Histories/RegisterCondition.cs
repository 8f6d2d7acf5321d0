namespace Aevrion.Linearizability.Histories;

/// <summary>The condition of a write.</summary>
/// <param name="Match">The value that must stand; null when nothing may.</param>
public sealed record RegisterCondition(string? Match)
{
    /// <summary>The key must be absent or deleted.</summary>
    public static RegisterCondition IfAbsent { get; } = new((string?)null);

    public override string ToString() => Match is null ? "if nothing stands" : $"if {Match} stands";
}
