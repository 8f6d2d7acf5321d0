using Aevrion.Core.Tree;

namespace Aevrion.Storage.Tree;

/// <summary>
/// Takes stale digests anew, from the leaves up, and keeps them. A leaf's count grows in the same transaction as the counts of all
/// nodes above it, so everything stale under a node is found by descending through stale nodes only: the work is proportional to
/// what changed.
/// </summary>
public sealed class TreeRefresher(ITreeStore store)
{
    /// <summary>Parents whose children are read at once.</summary>
    private const int MaxParentsAtOnce = 64;

    /// <summary>Events of stale leaves read at once, unless a single leaf holds more.</summary>
    private const long MaxEventsAtOnce = 100_000;

    /// <summary>Leaves read at once.</summary>
    private const int MaxLeavesAtOnce = 1_024;

    /// <summary>
    /// The node's count and digest; null when it is empty. When events come in under it meanwhile, the answer is of the events that
    /// were there when each leaf was read.
    /// </summary>
    /// <exception cref="StorageUnavailableException">The store does not answer.</exception>
    public async Task<TreeNode?> RefreshAsync(NodeAddress address, CancellationToken cancellationToken)
    {
        var range = new NodeRange(address.Level, address.Index, address.Index + 1);
        var stored = await store.ReadNodesAsync([range], cancellationToken).ConfigureAwait(false);
        if (stored.Count == 0)
            return null;
        return stored[0].Fresh ?? (await TakeAsync(stored, cancellationToken).ConfigureAwait(false))[0];
    }

    /// <summary>Stored nodes with the digests of the stale ones taken anew.</summary>
    /// <param name="stored">Nodes as <see cref="ITreeStore.ReadNodesAsync"/> or <see cref="ITreeStore.ReadChildrenAsync"/> answers them.</param>
    /// <param name="cancellationToken">Stops it; what was taken so far is kept.</param>
    /// <returns>In the order of <paramref name="stored"/>.</returns>
    /// <exception cref="StorageUnavailableException">The store does not answer.</exception>
    public async Task<IReadOnlyList<TreeNode>> FreshenAsync(IReadOnlyList<StoredNode> stored, CancellationToken cancellationToken)
    {
        var taken = new Dictionary<NodeAddress, TreeNode>();
        foreach (var level in stored.Where(node => node.Fresh is null).GroupBy(node => node.Address.Level))
        {
            foreach (var node in await TakeAsync([.. level], cancellationToken).ConfigureAwait(false))
                taken[node.Address] = node;
        }

        return [.. stored.Select(node => node.Fresh ?? taken[node.Address])];
    }

    /// <summary>Takes and keeps the digests of stale nodes of one level; answers in their order.</summary>
    internal async Task<IReadOnlyList<TreeNode>> TakeAsync(IReadOnlyList<StoredNode> stale, CancellationToken cancellationToken)
    {
        var taken = new List<TreeNode>(stale.Count);
        if (stale.Count == 0)
            return taken;

        var chunks = stale[0].Address.Level == 0 ? ChunkLeaves(stale) : stale.Chunk(MaxParentsAtOnce);
        foreach (var chunk in chunks)
        {
            var digests = chunk[0].Address.Level == 0
                ? await TakeLeavesAsync(chunk, cancellationToken).ConfigureAwait(false)
                : await TakeInnerAsync(chunk, cancellationToken).ConfigureAwait(false);
            await store.SaveDigestsAsync(digests, cancellationToken).ConfigureAwait(false);
            taken.AddRange(digests);
        }

        return taken;
    }

    private async Task<IReadOnlyList<TreeNode>> TakeLeavesAsync(StoredNode[] stale, CancellationToken cancellationToken)
    {
        var taken = await store.TakeLeavesAsync([.. stale.Select(leaf => leaf.Address.Index)], cancellationToken).ConfigureAwait(false);
        if (taken.Count == stale.Length && taken.Zip(stale).All(pair => pair.First.Address == pair.Second.Address))
            return [.. taken];

        var found = taken.ToDictionary(leaf => leaf.Address);
        return [.. stale.Select(leaf => found.TryGetValue(leaf.Address, out var node) ? node : throw NoEvents(leaf))];
    }

    private async Task<IReadOnlyList<TreeNode>> TakeInnerAsync(StoredNode[] stale, CancellationToken cancellationToken)
    {
        var children = await store.ReadChildrenAsync([.. stale.Select(node => node.Address)], cancellationToken).ConfigureAwait(false);
        var staleChildren = children.Where(child => child.Fresh is null).ToList();
        var taken = staleChildren.Count == 0
            ? []
            : (await TakeAsync(staleChildren, cancellationToken).ConfigureAwait(false)).ToDictionary(node => node.Address);
        var byParent = children
            .Select(child => child.Fresh ?? taken[child.Address])
            .ToLookup(child => store.Shape.ParentOf(child.Address));
        return [.. stale.Select(node => byParent.Contains(node.Address) ? DigestOf(node.Address, byParent[node.Address]) : throw NoEvents(node))];
    }

    private static InvalidDataException NoEvents(StoredNode node) => new(
        $"The tree counts {node.Count} events under node {node.Address}, and there are none: its rows are wrong. Run 'aevrion rebuild'.");

    private static TreeNode DigestOf(NodeAddress inner, IEnumerable<TreeNode> children)
    {
        var list = children.ToList();
        return new TreeNode(inner, list.Sum(child => child.Count), TreeDigest.OfInner(list));
    }

    private static IEnumerable<StoredNode[]> ChunkLeaves(IReadOnlyList<StoredNode> leaves)
    {
        var chunk = new List<StoredNode>();
        var events = 0L;
        foreach (var leaf in leaves)
        {
            chunk.Add(leaf);
            events += leaf.Count;
            if (events < MaxEventsAtOnce && chunk.Count < MaxLeavesAtOnce)
                continue;
            yield return [.. chunk];
            chunk.Clear();
            events = 0;
        }

        if (chunk.Count > 0)
            yield return [.. chunk];
    }
}
