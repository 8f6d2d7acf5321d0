using Aevrion.Core.Tree;

namespace Aevrion.Storage.Rebuild;

/// <summary>Makes the nodes above the level that spans are cut on, from rows of that level that are right.</summary>
internal static class UpperTree
{
    /// <summary>The nodes of all higher levels, in <see cref="RowOrder"/>. One with a child whose digest is not valid has none.</summary>
    /// <param name="shape">Geometry of the tree.</param>
    /// <param name="rows">The rows of the level, ascending.</param>
    public static List<NodeTruth> Over(TreeShape shape, IEnumerable<TreeRow> rows)
    {
        var nodes = new List<NodeTruth>();
        var children = rows
            .Where(row => shape.Contains(row.Address))
            .Select(row => new NodeTruth(row.Address, row.Count, row.DigestCount == row.Count ? row.Digest : null))
            .ToList();
        while (children.Count > 0 && children[0].Address.Level < shape.HighestLevel)
        {
            children = [.. children.GroupBy(child => shape.ParentOf(child.Address)).Select(family => Parent(family.Key, [.. family]))];
            nodes.AddRange(children);
        }

        return nodes;
    }

    private static NodeTruth Parent(NodeAddress address, IReadOnlyList<NodeTruth> children)
    {
        var count = children.Sum(child => child.Count);
        if (children.Any(child => child.Digest is null))
            return new NodeTruth(address, count, Digest: null);
        return new NodeTruth(address, count, TreeDigest.OfInner(children.Select(child => new TreeNode(child.Address, child.Count, child.Digest!.Value))));
    }
}
