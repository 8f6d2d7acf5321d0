using Aevrion.Core;
using Orleans;

namespace Aevrion.Grains.Interfaces.Tree;

/// <summary>Count and digest of a non-empty node.</summary>
[GenerateSerializer]
[Immutable]
[Alias("aevrion.tree-node-state")]
public sealed record TreeNodeState
{
    /// <summary>Events under it.</summary>
    [Id(0)]
    public required long Count { get; init; }

    /// <summary>The digest of that many events.</summary>
    [Id(1)]
    public required Hash256 Digest { get; init; }
}
