using System.Collections.Concurrent;
using Aevrion.Client;

namespace Aevrion.Demo.Pictures;

/// <summary>
/// The time trees of two regions side by side, at the same horizon. An exchange descends only where digests differ; this looks at
/// everything, to draw it.
/// </summary>
internal sealed record TreeComparison(TreeSnapshot First, TreeSnapshot Second, IReadOnlyList<TreeLevel> Levels)
{
    /// <summary>A level with more nodes than this is the last one looked at.</summary>
    public const int MaxParents = 1_024;

    private const int MaxRequestsAtOnce = 8;

    /// <summary>How often both are asked again, because the clock ticked in between.</summary>
    private const int MaxTries = 50;

    public bool AreEqual => First.Digest == Second.Digest && First.Count == Second.Count;

    /// <summary>The progressive digests of both at the same horizon.</summary>
    public static async Task<(TreeSnapshot First, TreeSnapshot Second)> SnapshotsAsync(
        IAevrionClient first, IAevrionClient second, CancellationToken cancellationToken)
    {
        for (var tries = 0; tries < MaxTries; tries++)
        {
            var snapshots = await Task.WhenAll(first.GetTreeAsync(cancellationToken), second.GetTreeAsync(cancellationToken));
            if (snapshots[0].Horizon == snapshots[1].Horizon)
                return (snapshots[0], snapshots[1]);
        }

        throw new InvalidOperationException($"In {MaxTries} tries both regions have not once answered within the same second.");
    }

    public static async Task<TreeComparison> TakeAsync(IAevrionClient first, IAevrionClient second, CancellationToken cancellationToken)
    {
        var (firstTree, secondTree) = await SnapshotsAsync(first, second, cancellationToken);
        var levels = new List<TreeLevel>();
        var top = firstTree.Nodes.Concat(secondTree.Nodes).Select(node => node.Level).DefaultIfEmpty(-1).Max();
        List<NodePair> above = [];
        for (var level = top; level >= 0 && above.Count <= MaxParents; level--)
        {
            var children = await ChildrenAsync(above, first, second, cancellationToken);
            above = Pair(
                firstTree.Nodes.Where(node => node.Level == level).Concat(children.First),
                secondTree.Nodes.Where(node => node.Level == level).Concat(children.Second));
            levels.Add(new TreeLevel(
                level, firstTree.Granularity * Math.Pow(firstTree.BranchingFactor, level), [.. above.Select(pair => pair.State)]));
        }

        return new TreeComparison(firstTree, secondTree, levels);
    }

    private static List<NodePair> Pair(IEnumerable<TreeNode> first, IEnumerable<TreeNode> second)
    {
        var pairs = new SortedDictionary<long, NodePair>();
        foreach (var node in first)
            pairs[node.Index] = new NodePair(node, null);
        foreach (var node in second)
            pairs[node.Index] = new NodePair(pairs.GetValueOrDefault(node.Index)?.First, node);
        return [.. pairs.Values];
    }

    private static async Task<(IReadOnlyCollection<TreeNode> First, IReadOnlyCollection<TreeNode> Second)> ChildrenAsync(
        IReadOnlyList<NodePair> parents, IAevrionClient first, IAevrionClient second, CancellationToken cancellationToken)
    {
        var firstChildren = new ConcurrentBag<TreeNode>();
        var secondChildren = new ConcurrentBag<TreeNode>();
        var options = new ParallelOptions { MaxDegreeOfParallelism = MaxRequestsAtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(parents, options, async (pair, token) =>
        {
            await ReadAsync(pair.First, first, firstChildren, token);
            await ReadAsync(pair.Second, second, secondChildren, token);
        });
        return (firstChildren, secondChildren);
    }

    private static async Task ReadAsync(
        TreeNode? parent, IAevrionClient client, ConcurrentBag<TreeNode> children, CancellationToken cancellationToken)
    {
        if (parent is null)
            return;
        foreach (var child in (await client.GetTreeNodeAsync(parent.Level, parent.Index, cancellationToken)).Children ?? [])
            children.Add(child);
    }

    private sealed record NodePair(TreeNode? First, TreeNode? Second)
    {
        public NodeState State =>
            Second is null ? NodeState.OnlyFirst
            : First is null ? NodeState.OnlySecond
            : First.Digest == Second.Digest ? NodeState.Equal
            : NodeState.Different;
    }
}
