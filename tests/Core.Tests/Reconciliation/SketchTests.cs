using Aevrion.Core.Reconciliation;
using FsCheck;
using FsCheck.Fluent;

namespace Aevrion.Core.Tests.Reconciliation;

public sealed class SketchTests
{
    private const int Length = 70;

    [Fact]
    public void A_sketch_kept_up_to_date_equals_one_made_anew() =>
        Prop.ForAll(Gen.ListOf(Gen.Choose(0, 30)).ToArbitrary(), toggles =>
        {
            var items = Samples.Items16(31, seed: 1);
            var sketch = new Sketch<Item16>(Samples.Scheme, Length);
            var present = new HashSet<Item16>();
            foreach (var item in toggles.Select(i => items[i]))
            {
                if (present.Add(item))
                {
                    sketch.Add(item);
                }
                else
                {
                    present.Remove(item);
                    sketch.Remove(item);
                }
            }

            return sketch.SetSize == present.Count
                && sketch.Prefix(Length).SequenceEqual(Samples.Symbols(Samples.Scheme, present.ToArray(), Length));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Sketches_of_disjoint_sets_add_up_and_come_apart()
    {
        var (left, right) = (SketchOf(Samples.Items8(40, 2)), SketchOf(Samples.Items8(50, 3)));
        left.Add(right);
        Assert.Equal(Symbols(SketchOf([.. Samples.Items8(40, 2), .. Samples.Items8(50, 3)])), Symbols(left));
        left.Remove(right);
        Assert.Equal(Symbols(SketchOf(Samples.Items8(40, 2))), Symbols(left));
    }

    [Fact]
    public void Sketches_that_do_not_fit_do_not_add_up()
    {
        var sketch = SketchOf(Samples.Items8(3, 4));
        Assert.Throws<ArgumentException>(() => sketch.Add(new Sketch<Item8>(Samples.Scheme, Length + 1)));
        Assert.Throws<ArgumentException>(() => sketch.Remove(new Sketch<Item8>(Samples.SchemeOf(9), Length)));
    }

    [Fact]
    public void A_sketch_serves_the_decoder_as_an_encoder_does()
    {
        var shared = Samples.Items8(200, seed: 5);
        var remote = new RatelessEncoder<Item8>(Samples.Scheme, [.. shared, .. Samples.Items8(10, seed: 6)]);
        var decoder = new RatelessDecoder<Item8>(Samples.Scheme, SketchOf(shared), new DecoderLimits(1_000, 100));
        while (decoder.Status == DecoderStatus.NeedsMore)
            decoder.Add(remote[decoder.Received]);
        Assert.Equal(DecoderStatus.Decoded, decoder.Status);
        Assert.Equal(Samples.Items8(10, seed: 6).ToHashSet(), [.. decoder.OnlyThere]);
    }

    [Fact]
    public void A_decoder_ends_where_the_sketch_does()
    {
        var remote = new RatelessEncoder<Item8>(Samples.Scheme, Samples.Items8(500, seed: 7));
        var decoder = new RatelessDecoder<Item8>(Samples.Scheme, SketchOf([]), new DecoderLimits(10_000, 10_000));
        Assert.Equal(DecoderStatus.OverBudget, decoder.Add(new SymbolRun<Item8>(0, 500, remote.Prefix(2 * Length).ToArray())));
        Assert.Equal(Length, decoder.Received);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(SymbolMapping.MaxSymbols + 1)]
    public void Impossible_lengths_are_refused(int length) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new Sketch<Item8>(Samples.Scheme, length));

    private static Sketch<Item8> SketchOf(IEnumerable<Item8> items)
    {
        var sketch = new Sketch<Item8>(Samples.Scheme, Length);
        foreach (var item in items)
            sketch.Add(item);
        return sketch;
    }

    private static CodedSymbol<Item8>[] Symbols(Sketch<Item8> sketch) => sketch.Prefix(Length).ToArray();
}
