using Aevrion.Core.Hashing;
using Aevrion.Core.Tree;

namespace Aevrion.Core.Tests.Tree;

public sealed class LeafHasherTests
{
    [Fact]
    public void Leaves_of_any_size_one_after_the_other_have_the_digest_of_their_ids()
    {
        var hasher = new LeafHasher();
        foreach (var count in new[] { 1, 511, 512, 513, 1_023, 1_024, 1_025, 1, 5_000 })
        {
            var ids = Enumerable.Range(0, count).Select(number => Hash(number)).ToList();
            ids.ForEach(id => hasher.Add(id.ToArray()));
            Assert.Equal(count, hasher.Count);
            Assert.Equal(TreeDigest.OfLeaf(ids), hasher.Finish());
        }
    }

    private static Hash256 Hash(int number)
    {
        var digest = new byte[Hash256.Length];
        Blake3.Hash(BitConverter.GetBytes(number), digest);
        return new Hash256(digest);
    }
}
