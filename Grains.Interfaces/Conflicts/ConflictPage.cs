using System.Collections.Immutable;
using Orleans;

namespace Aevrion.Grains.Interfaces.Conflicts;

/// <summary>A page of conflicts: by key in byte order, of one key the newest loser first.</summary>
[GenerateSerializer]
[Immutable]
[Alias("aevrion.conflict-page")]
public sealed record ConflictPage
{
    /// <summary>How it ended.</summary>
    [Id(0)]
    public required ConflictStatus Status { get; init; }

    /// <summary>The entries; empty unless done.</summary>
    [Id(1)]
    public ImmutableArray<KeyConflict> Conflicts { get; init; } = [];

    /// <summary>Whether more come behind the last entry.</summary>
    [Id(2)]
    public bool HasMore { get; init; }
}
