using Aevrion.Core.Tree;
using Aevrion.Simulation.Regions;
using Aevrion.Simulation.Running;
using Aevrion.Storage;

namespace Aevrion.Simulation.Checks;

/// <summary>Holds a region's tree rows against a tree rebuilt from its events: all counts, and every digest marked valid.</summary>
internal sealed class TreeCheck(World world)
{
    public const string Promise = "A stored count or valid digest equals the rebuilt one";

    public async Task RunAsync(SimulatedRegion region)
    {
        var shape = world.Scenario.Shape;
        var expected = NaiveTree.Leaves(region.Ledger.Events, shape.GranularityMs);
        for (var level = 0; level <= shape.HighestLevel; level++)
        {
            var stored = await region.Store.ReadNodesAsync([new NodeRange(level, 0, long.MaxValue)], CancellationToken.None);
            Compare(region, stored, expected);
            expected = NaiveTree.Parents(expected, shape.BranchingFactor);
        }
    }

    private void Compare(SimulatedRegion region, IReadOnlyList<StoredNode> stored, SortedDictionary<long, TreeNode> expected)
    {
        if (stored.Count != expected.Count)
            world.Fail(Promise, $"{region.Name} has {stored.Count} nodes on a level instead of {expected.Count}");
        foreach (var node in stored)
        {
            if (!expected.TryGetValue(node.Address.Index, out var rebuilt) || node.Count != rebuilt.Count)
                world.Fail(Promise, $"{region.Name}: node {node.Address} counts {node.Count} instead of {rebuilt.Count}");
            else if (node.Fresh is { } fresh && fresh.Digest != rebuilt.Digest)
                world.Fail(Promise, $"{region.Name}: the digest of node {node.Address} is marked valid and wrong");
        }
    }
}
