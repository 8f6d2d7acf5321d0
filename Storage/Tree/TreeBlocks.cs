using Aevrion.Core.Tree;

namespace Aevrion.Storage.Tree;

/// <summary>Nodes with so many leaves under them as are well handled at once.</summary>
internal static class TreeBlocks
{
    /// <summary>Most leaves under a block: with the default shape it has 1,024, 17 hours.</summary>
    private const int MaxBlockLeaves = 2_048;

    /// <summary>The highest level whose nodes have no more leaves than a block may have.</summary>
    public static int LevelIn(TreeShape shape)
    {
        var level = 1;
        for (var leaves = (long)shape.BranchingFactor * shape.BranchingFactor; leaves <= MaxBlockLeaves; leaves *= shape.BranchingFactor)
            level++;
        return Math.Min(level, shape.HighestLevel);
    }
}
