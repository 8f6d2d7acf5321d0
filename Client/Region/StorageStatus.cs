namespace Aevrion.Client;

/// <summary>Whether a region reaches its database.</summary>
public sealed record StorageStatus : ServerDocument
{
    /// <summary><c>ready</c> or <c>unavailable</c>.</summary>
    public required string State { get; init; }

    public string? Detail { get; init; }
}
