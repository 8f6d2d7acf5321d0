using System.Text.Json.Serialization;
using Aevrion.Core.Tree;

namespace Aevrion.Silo.Http.Tree;

/// <summary>A node of the time tree.</summary>
internal sealed record NodeDocument(int Level, long Index, long Count, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Digest)
{
    /// <summary>The non-empty nodes right below, when this inner node was asked for.</summary>
    public IReadOnlyList<NodeDocument>? Children { get; init; }

    /// <summary>The events in (timestamp, id) order, when this leaf was asked for.</summary>
    public IReadOnlyList<LeafEventDocument>? Events { get; init; }

    /// <summary>True when the leaf has more events than an answer lists.</summary>
    public bool? EventsCut { get; init; }

    public static NodeDocument Of(TreeNode node) => new(node.Address.Level, node.Address.Index, node.Count, node.Digest.ToString());
}
