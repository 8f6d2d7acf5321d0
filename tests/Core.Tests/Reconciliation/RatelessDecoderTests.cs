using Aevrion.Core.Reconciliation;
using FsCheck;
using FsCheck.Fluent;

namespace Aevrion.Core.Tests.Reconciliation;

public sealed class RatelessDecoderTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(10)]
    [InlineData(100)]
    [InlineData(1_000)]
    [InlineData(5_000)]
    public void Differences_are_found_within_the_documented_number_of_symbols(int difference)
    {
        for (var seed = 0; seed < (difference > 100 ? 3 : 20); seed++)
        {
            var shared = Samples.Items8(2_000, seed: 1_000 + seed);
            var there = Samples.Items8(difference / 3, seed: 2_000 + seed);
            var here = Samples.Items8(difference - there.Length, seed: 3_000 + seed);
            Finds(Samples.SchemeOf(seed), shared, there, here);
        }
    }

    [Fact]
    public void Items_of_sixteen_bytes_are_found() =>
        Finds(Samples.Scheme, Samples.Items16(3_000, 1), Samples.Items16(70, 2), Samples.Items16(50, 3));

    [Fact]
    public void Items_of_any_length_are_found() =>
        Finds(Samples.Scheme, Items20(1_000, 1), Items20(30, 2), Items20(40, 3));

    [Fact]
    public void Whole_checksums_are_compared_where_they_travel()
    {
        var scheme = new SketchScheme(Samples.Key, default, checksumLength: 8);
        Finds(scheme, Samples.Items8(100, 1), Samples.Items8(30, 2), Samples.Items8(10, 3));
    }

    [Theory]
    [InlineData(400, 0)]
    [InlineData(0, 400)]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    public void One_side_may_be_empty(int there, int here) =>
        Finds(Samples.Scheme, [], Samples.Items8(there, 1), Samples.Items8(here, 2));

    [Fact]
    public void Any_two_sets_are_told_apart_exactly() =>
        Prop.ForAll(Gen.Zip(Gen.Three(Gen.Choose(0, 60)), Gen.Choose(0, int.MaxValue)).ToArbitrary(), sample =>
        {
            var ((shared, there, here), seed) = sample;
            var left = Samples.Items8(there, 2);
            var right = Samples.Items8(here, 3);
            var decoder = Samples.Reconcile(
                Samples.SchemeOf(seed),
                [.. Samples.Items8(shared, 1), .. left],
                [.. right, .. Samples.Items8(shared, 1)],
                new DecoderLimits(100_000, 1_000));
            return decoder.Status == DecoderStatus.Decoded
                && decoder.OnlyThere.ToHashSet().SetEquals(left) && decoder.OnlyThere.Count == there
                && decoder.OnlyHere.ToHashSet().SetEquals(right) && decoder.OnlyHere.Count == here;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Equal_sets_need_one_symbol()
    {
        var items = Samples.Items8(10_000, seed: 1);
        var decoder = Samples.Reconcile(Samples.Scheme, items, [.. items.Reverse()], new DecoderLimits(10, 0));
        Assert.Equal((DecoderStatus.Decoded, 1, 0), (decoder.Status, decoder.Received, decoder.EstimatedDifference));
    }

    [Fact]
    public void The_zero_item_is_an_item_like_any_other() =>
        Finds(Samples.Scheme, Samples.Items8(5, 1), [default], Samples.Items8(3, 2));

    [Fact]
    public void An_item_given_twice_on_both_sides_does_no_harm()
    {
        var twice = Samples.Items8(1, seed: 1);
        Item8[] shared = [.. twice, .. twice, .. Samples.Items8(100, seed: 2)];
        Finds(Samples.Scheme, shared, Samples.Items8(4, 3), Samples.Items8(5, 4));
    }

    [Fact]
    public void An_item_given_twice_counts_as_one_that_the_other_side_has_once()
    {
        var items = Samples.Items8(10, seed: 1);
        var decoder = Samples.Reconcile(Samples.Scheme, [.. items, items[3]], items, new DecoderLimits(100, 10));
        Assert.Equal(DecoderStatus.Decoded, decoder.Status);
        Assert.Equal([items[3]], decoder.OnlyThere);
    }

    [Fact]
    public void An_item_given_twice_that_the_other_side_lacks_does_not_decode()
    {
        var items = Samples.Items8(10, seed: 1);
        Item8[] others = [.. items.Where(item => item != items[3])];
        var decoder = Samples.Reconcile(Samples.Scheme, [.. items, items[3]], others, new DecoderLimits(300, 10));
        Assert.Equal(DecoderStatus.OverBudget, decoder.Status);
        Assert.Empty(decoder.OnlyThere);
    }

    [Fact]
    public void Nothing_changes_after_the_end()
    {
        var decoder = Samples.Reconcile(Samples.Scheme, Samples.Items8(5, 1), [], new DecoderLimits(100, 10));
        var (received, found) = (decoder.Received, decoder.OnlyThere);
        Assert.Equal(DecoderStatus.Decoded, decoder.Add(new CodedSymbol<Item8>(new Item8(7), 7, 7)));
        Assert.Equal(DecoderStatus.Decoded, decoder.Add(new SymbolRun<Item8>(99, 5, new CodedSymbol<Item8>[3])));
        Assert.Equal((received, found), (decoder.Received, decoder.OnlyThere));
    }

    private static void Finds<T>(SketchScheme scheme, T[] shared, T[] there, T[] here)
        where T : struct, IReconcilable<T>
    {
        var difference = there.Length + here.Length;
        var decoder = Samples.Reconcile(scheme, [.. shared, .. there], [.. here, .. shared], DecoderLimits.For(difference));
        Assert.Equal(DecoderStatus.Decoded, decoder.Status);
        Assert.Equal(difference, decoder.OnlyThere.Count + decoder.OnlyHere.Count);
        Assert.Equal(there.ToHashSet(), [.. decoder.OnlyThere]);
        Assert.Equal(here.ToHashSet(), [.. decoder.OnlyHere]);
        Assert.InRange(decoder.Received, 1, SymbolBudget.Ample(difference));
    }

    private static Item20[] Items20(int count, int seed) =>
        [.. Samples.Items16(count, seed).Select(item => new Item20(item.First, item.Second, (uint)seed))];
}
