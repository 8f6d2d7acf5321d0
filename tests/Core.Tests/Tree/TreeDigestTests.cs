using Aevrion.Core.Tree;

namespace Aevrion.Core.Tests.Tree;

// Digests computed with b3sum over bytes laid out by hand from docs/internals/tree.md.
public sealed class TreeDigestTests
{
    private const long Leaf = 1_700_000_000_000 / 60_000;

    private static readonly Hash256 LeafDigest = TreeDigest.OfLeaf(
    [
        Hash256.Parse("d6da8e5561c44cb605669d6e64eeed8c4b21dfdf56b3757ef254f68c28c1c7b2"),
        Hash256.Parse("fa836a1db609bcd49f6893d639e8628c086d83930e88339a6f8eb240a7ad02c1"),
        Hash256.Parse("f188ac9731803dbfe766c68e6c476deab0f0979c61b50be7ba93ea602cb3c8e3"),
    ]);

    [Fact]
    public void Golden_digest_of_a_leaf() =>
        Assert.Equal("16fe3111104e68e17b4ad589b3905c337c815423f32cb2802eae0cdc617e38c8", LeafDigest.ToString());

    [Fact]
    public void Golden_digests_of_inner_nodes()
    {
        var child = new TreeNode(new NodeAddress(0, Leaf), 3, LeafDigest);
        Assert.Equal("d536993882457c86ce7572664d5df2057edc0e04fe4afe015bf98aa742e9e673", TreeDigest.OfInner([child]).ToString());

        var second = new TreeNode(new NodeAddress(0, Leaf + 1), 1, LeafDigest);
        Assert.Equal("d0bf5813396ab3337b13fb79fe243763d9d0ecc70ad96f57dc48661d79ee963e", TreeDigest.OfInner([child, second]).ToString());
    }

    [Fact]
    public void Golden_digests_of_a_whole_tree_and_an_empty_one()
    {
        var inner = TreeDigest.OfInner([new TreeNode(new NodeAddress(0, Leaf), 3, LeafDigest)]);
        var snapshot = new TreeSnapshot(Leaf + 100, [new TreeNode(new NodeAddress(1, Leaf / 32), 3, inner)]);
        Assert.Equal("d28363adcb465edde86eb35627d931ba66b6c500cc178473bea510fd32a25d96", snapshot.Digest.ToString());
        Assert.Equal(3, snapshot.Count);
        Assert.Equal("ab13bedf42e84bae0f7c62c7dd6a8ada571e8829bed6ea558217f0361b5e25d0", new TreeSnapshot(0, []).Digest.ToString());
    }

    [Fact]
    public void A_snapshot_does_not_depend_on_the_order_of_its_nodes()
    {
        var nodes = new[]
        {
            new TreeNode(new NodeAddress(0, 40), 1, LeafDigest),
            new TreeNode(new NodeAddress(1, 0), 5, LeafDigest),
            new TreeNode(new NodeAddress(0, 33), 2, LeafDigest),
        };
        Assert.Equal(new TreeSnapshot(41, nodes).Digest, new TreeSnapshot(41, nodes.Reverse()).Digest);
    }
}
