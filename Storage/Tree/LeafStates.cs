using System.Collections;
using System.Runtime.InteropServices;
using Aevrion.Core.Tree;

namespace Aevrion.Storage.Tree;

/// <summary>Leaves of several blocks as one list. Shares the arrays of the blocks, so that an answer of many leaves copies none.</summary>
internal sealed class LeafStates : IReadOnlyList<LeafState>
{
    private readonly List<Run> _runs = [];

    /// <summary>The run that was read last: indexes mostly ascend. Threads that meet here only search once more.</summary>
    private int _lastRun;

    /// <param name="ranges">Ranges of leaves, ascending.</param>
    /// <param name="blocks">Blocks that know all leaves in the ranges, ascending.</param>
    /// <param name="shape">Geometry of the tree.</param>
    /// <param name="level">Level of the nodes that the blocks stand for.</param>
    public LeafStates(IReadOnlyList<NodeRange> ranges, IReadOnlyList<LeafBlock> blocks, TreeShape shape, int level)
    {
        var first = 0;
        foreach (var range in ranges)
        {
            while (first < blocks.Count && LeavesOf(first).End <= range.First)
                first++;
            for (var i = first; i < blocks.Count && LeavesOf(i).First < range.End; i++)
                Add(blocks[i], range);
        }

        NodeRange LeavesOf(int block) => shape.LeavesUnder(new NodeAddress(level, blocks[block].Index));
    }

    /// <inheritdoc/>
    public int Count { get; private set; }

    /// <inheritdoc/>
    public LeafState this[int index]
    {
        get
        {
            if ((uint)index >= (uint)Count)
                throw new ArgumentOutOfRangeException(nameof(index), index, $"The list has {Count} leaves.");
            var run = _runs[_lastRun];
            if (index < run.First || index >= run.First + run.Length)
                run = _runs[_lastRun = Search(index)];
            return run.Leaves[run.Start + index - run.First];
        }
    }

    /// <inheritdoc/>
    public IEnumerator<LeafState> GetEnumerator()
    {
        foreach (var run in _runs)
        {
            for (var i = run.Start; i < run.Start + run.Length; i++)
                yield return run.Leaves[i];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private void Add(LeafBlock block, NodeRange range)
    {
        var start = block.PositionOf(range.First);
        var length = block.PositionOf(range.End) - start;
        if (length == 0)
            return;
        _runs.Add(new Run(block.Leaves, start, length, Count));
        Count += length;
    }

    /// <summary>The run that has an index.</summary>
    private int Search(int index)
    {
        var low = 0;
        var high = _runs.Count - 1;
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (_runs[middle].First <= index)
                low = middle;
            else
                high = middle - 1;
        }

        return low;
    }

    /// <summary>Neighbouring leaves of one block.</summary>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Run(LeafState[] Leaves, int Start, int Length, int First);
}
