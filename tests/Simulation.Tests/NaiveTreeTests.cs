using System.Text;
using Aevrion.Core.Events;
using Aevrion.Core.Tree;
using Aevrion.Simulation.Checks;

namespace Aevrion.Simulation.Tests;

/// <summary>The tree that the checks rebuild is the tree of the product: two ways to the same digests.</summary>
public sealed class NaiveTreeTests
{
    [Fact]
    public void It_gives_the_digests_of_the_product()
    {
        var events = Enumerable.Range(0, 40).Select(i => Event.Create($"k{i}", Encoding.UTF8.GetBytes($"v{i}"), i * 7, "a")).ToList();
        var leaves = NaiveTree.Leaves(events, granularityMs: 50);
        var first = events.Where(item => item.Timestamp < 50).OrderBy(item => item.Stamp).Select(item => item.Id);
        Assert.Equal(TreeDigest.OfLeaf(first), leaves[0].Digest);

        var parents = NaiveTree.Parents(leaves, branchingFactor: 4);
        Assert.Equal(TreeDigest.OfInner(leaves.Values.Take(4)), parents[0].Digest);
        Assert.Equal(events.Count, parents.Values.Sum(node => node.Count));
    }
}
