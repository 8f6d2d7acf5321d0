using System.Text.Json.Serialization;
using Aevrion.Core.Tree;
using Aevrion.Storage;

namespace Aevrion.Silo.Http.Tree;

/// <summary>A node of the map.</summary>
/// <param name="Index">Its place on the level.</param>
/// <param name="Count">Events under it.</param>
/// <param name="Digest">The one that is kept; null while none is valid.</param>
internal sealed record TreeMapNodeDocument(
    long Index, long Count, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Digest)
{
    public static TreeMapNodeDocument Of(StoredNode node) => new(node.Address.Index, node.Count, node.Digest?.ToString());

    public static TreeMapNodeDocument Of(TreeNode node) => new(node.Address.Index, node.Count, node.Digest.ToString());
}
