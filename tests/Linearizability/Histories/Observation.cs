namespace Aevrion.Linearizability.Histories;

/// <summary>What a client was told stands in a register.</summary>
/// <param name="Value">The value; null when the key is absent or deleted.</param>
public sealed record Observation(string? Value)
{
    /// <summary>Nothing stands.</summary>
    public static Observation Absent { get; } = new((string?)null);

    public override string ToString() => Value ?? "nothing";
}
