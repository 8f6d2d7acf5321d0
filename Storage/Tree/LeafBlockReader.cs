using Aevrion.Core.Tree;

namespace Aevrion.Storage.Tree;

/// <summary>Reads blocks of leaves from the store: one query for all of them, and stale digests taken anew where they are asked for.</summary>
/// <param name="store">The rows.</param>
/// <param name="refresher">Takes stale digests.</param>
/// <param name="level">Level of the nodes that the blocks stand for.</param>
internal sealed class LeafBlockReader(ITreeStore store, TreeRefresher refresher, int level)
{
    /// <summary>Reads the blocks of these nodes.</summary>
    /// <param name="nodes">Indexes of the nodes, ascending.</param>
    /// <param name="asked">Ranges of leaves whose digests are needed.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>
    /// The blocks in the order of the nodes, empty ones left out. Leaves may have grown while their digests were taken; the block's count
    /// is that of the snapshot before, so it promises no more than that snapshot.
    /// </returns>
    public async Task<IReadOnlyList<LeafBlock>> ReadAsync(
        IReadOnlyList<long> nodes, IReadOnlyList<NodeRange> asked, CancellationToken cancellationToken)
    {
        var ranges = nodes.Select(index => store.Shape.LeavesUnder(new NodeAddress(level, index))).ToList();
        var rows = await store.ReadNodesAsync(ranges, cancellationToken).ConfigureAwait(false);
        var stale = rows.Where(row => row.Digest is null && LeafRanges.Contain(asked, row.Address.Index)).ToList();
        var taken = await refresher.TakeAsync(stale, cancellationToken).ConfigureAwait(false);

        var blocks = new List<LeafBlock>(nodes.Count);
        var (nextRow, nextTaken) = (0, 0);
        for (var i = 0; i < nodes.Count; i++)
        {
            var firstRow = nextRow;
            while (nextRow < rows.Count && ranges[i].Contains(rows[nextRow].Address))
                nextRow++;
            if (nextRow > firstRow)
                blocks.Add(Build(nodes[i], rows, firstRow, nextRow, taken, ref nextTaken));
        }

        return blocks;
    }

    private static LeafBlock Build(
        long index, IReadOnlyList<StoredNode> rows, int firstRow, int endRow, IReadOnlyList<TreeNode> taken, ref int nextTaken)
    {
        var leaves = new List<LeafState>(endRow - firstRow);
        var unknown = new List<long>();
        var count = 0L;
        for (var i = firstRow; i < endRow; i++)
        {
            var row = rows[i];
            count += row.Count;
            if (row.Digest is { } digest)
            {
                leaves.Add(new LeafState(row.Address.Index, row.Count, digest));
            }
            else if (nextTaken < taken.Count && taken[nextTaken].Address == row.Address)
            {
                var fresh = taken[nextTaken++];
                leaves.Add(new LeafState(row.Address.Index, fresh.Count, fresh.Digest));
            }
            else
            {
                unknown.Add(row.Address.Index);
            }
        }

        return new LeafBlock(index, count, [.. leaves], [.. unknown]);
    }
}
