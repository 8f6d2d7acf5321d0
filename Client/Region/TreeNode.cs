using System.Text.Json.Serialization;

namespace Aevrion.Client;

/// <summary>A node of the time tree. Level 0 are the leaves; the node above index i has the index i / branching factor.</summary>
public sealed record TreeNode : ServerDocument
{
    public required int Level { get; init; }

    public required long Index { get; init; }

    /// <summary>How many events the node's time holds.</summary>
    public long Count { get; init; }

    /// <summary>Hex digits; null for an empty node.</summary>
    public string? Digest { get; init; }

    /// <summary>The non-empty nodes below, when this node was asked for by itself.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<TreeNode>? Children { get; init; }

    /// <summary>A leaf's events, when it was asked for by itself.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<TreeEvent>? Events { get; init; }
}
