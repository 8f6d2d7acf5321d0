using Aevrion.Storage.Filters;
using FsCheck;
using FsCheck.Fluent;

namespace Aevrion.Storage.Tests.Filters;

public sealed class DistinctHashesTests
{
    [Fact]
    public void Each_hash_is_kept_once_in_order()
    {
        var hashes = from count in Gen.Choose(0, 5_000)
                     from different in Gen.Choose(1, 4_000)
                     from values in Gen.Choose(0, different - 1).ArrayOf(count)
                     select Array.ConvertAll(values, value => (ulong)value * 0x9E3779B97F4A7C15);
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(50), Prop.ForAll(hashes.ToArbitrary(), added =>
        {
            var distinct = new DistinctHashes(most: 4_000);
            Assert.All(added, hash => Assert.True(distinct.TryAdd(hash)));
            Assert.Equal(added.Distinct().Order(), distinct.ToArray());
        }));
    }

    [Theory]
    [InlineData(3_000, true)]
    [InlineData(3_001, false)]
    [InlineData(50_000, false)]
    public void More_different_ones_than_there_may_be_are_no_set(int count, bool fits)
    {
        var distinct = new DistinctHashes(most: 3_000);
        var taken = Enumerable.Range(0, count).TakeWhile(i => distinct.TryAdd((ulong)i) && distinct.TryAdd((ulong)i)).Count();
        Assert.Equal(fits, taken == count && distinct.ToArray() is not null);
        Assert.InRange(taken, Math.Min(count, 3_000), 20_000);
    }
}
