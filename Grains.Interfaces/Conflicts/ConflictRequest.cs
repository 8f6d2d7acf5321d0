using Orleans;

namespace Aevrion.Grains.Interfaces.Conflicts;

/// <summary>Which conflicts to list.</summary>
[GenerateSerializer]
[Immutable]
[Alias("aevrion.conflict-request")]
public sealed record ConflictRequest
{
    /// <summary>What the keys begin with; empty for all.</summary>
    [Id(0)]
    public required string Prefix { get; init; }

    /// <summary>Only what comes behind it in the list, of a key with the prefix; null for the beginning.</summary>
    [Id(1)]
    public ConflictPosition? After { get; init; }

    /// <summary>Most entries, 1 to 1,000.</summary>
    [Id(2)]
    public required int Limit { get; init; }

    /// <summary>The values of both sides too.</summary>
    [Id(3)]
    public bool IncludeValues { get; init; }

    /// <summary>The page ends with the entry that takes its values over so many bytes.</summary>
    [Id(4)]
    public required long MaxBytes { get; init; }
}
