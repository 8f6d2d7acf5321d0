namespace Aevrion.Client;

/// <summary>A version of a key that lost to a concurrent write: neither writer had seen the other's.</summary>
public sealed record Conflict
{
    /// <summary>The key.</summary>
    public required string Key { get; init; }

    /// <summary>The version that wins: the latest of the key.</summary>
    public required KeyVersion Winner { get; init; }

    /// <summary>The version that lost.</summary>
    public required KeyVersion Loser { get; init; }
}
