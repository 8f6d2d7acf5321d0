using Orleans;

namespace Aevrion.Grains.Interfaces.Rebuild;

/// <summary>What is to be rebuilt, beside the tree.</summary>
[GenerateSerializer]
[Immutable]
[Alias("aevrion.rebuild-request")]
public sealed record RebuildRequest
{
    /// <summary>The index of keys too, though it looks sound.</summary>
    [Id(0)]
    public bool KeyIndex { get; init; }
}
