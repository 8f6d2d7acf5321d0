using Orleans;

namespace Aevrion.Grains.Interfaces.Rebuild;

/// <summary>What a rebuild did.</summary>
[GenerateSerializer]
[Immutable]
[Alias("aevrion.rebuild-result")]
public sealed record RebuildResult
{
    /// <summary>Events counted.</summary>
    [Id(0)]
    public required long Events { get; init; }

    /// <summary>Nodes of the tree over them.</summary>
    [Id(1)]
    public required long Nodes { get; init; }

    /// <summary>Nodes whose count was wrong.</summary>
    [Id(2)]
    public required long WrongCounts { get; init; }

    /// <summary>Nodes whose digest was taken for valid and was wrong.</summary>
    [Id(3)]
    public required long WrongDigests { get; init; }

    /// <summary>Nodes that had no valid digest and now have one.</summary>
    [Id(4)]
    public required long TakenDigests { get; init; }

    /// <summary>Whether the index of keys was built anew.</summary>
    [Id(5)]
    public required bool KeyIndexBuilt { get; init; }

    /// <summary>Entries of the list of conflicts that were missing or extra.</summary>
    [Id(6)]
    public long WrongConflicts { get; init; }
}
