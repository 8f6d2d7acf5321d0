using Aevrion.Core.Reconciliation;
using FsCheck;
using FsCheck.Fluent;

namespace Aevrion.Core.Tests.Reconciliation;

/// <summary>Symbols that no set has: the decoder ends within its limits and never takes them for a difference.</summary>
public sealed class HostileSymbolsTests
{
    private const int MaxSymbols = 400;
    private static readonly DecoderLimits Limits = new(MaxSymbols, 200);

    private static readonly Gen<ulong> AnyWord =
        Gen.OneOf(Gen.Choose(0, 3).Select(i => (ulong)i), Gen.Choose(0, int.MaxValue).Select(i => SymbolMapping.Draw((ulong)i, 1)));

    // Anything at all, and single items with a valid checksum: those get past the first look.
    private static readonly Gen<CodedSymbol<Item8>> AnySymbol = Gen.OneOf(
        Gen.Zip(Gen.Two(AnyWord), AnyWord).Select(parts =>
            new CodedSymbol<Item8>(new Item8(parts.Item1.Item1), parts.Item1.Item2, unchecked((long)parts.Item2))),
        Gen.Zip(Gen.Choose(0, 9), Gen.Elements(-1, 1)).Select(parts => Single(new Item8((ulong)parts.Item1), parts.Item2)),
        Gen.Constant(default(CodedSymbol<Item8>)));

    [Fact]
    public void Any_symbols_are_taken_and_none_accepted() =>
        Prop.ForAll(Gen.NonEmptyListOf(AnySymbol).ToArbitrary(), symbols =>
        {
            var decoder = EmptyHanded();
            foreach (var symbol in symbols)
                decoder.Add(symbol);
            return Explains(decoder, [.. symbols.Take(decoder.Received)]);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void An_item_that_keeps_reappearing_is_not_chased()
    {
        // Item 5 in one of its symbols only: taking it out there would put it, negated, into its others, from there back, and so on.
        var symbols = Samples.Symbols(Samples.Scheme, [new Item8(5)], 60);
        var places = Enumerable.Range(1, symbols.Length - 1).Where(i => !symbols[i].IsZero).ToList();
        Assert.True(places.Count > 2);
        foreach (var place in places)
        {
            var decoder = EmptyHanded();
            decoder.Add(Undecodable);
            for (var i = 1; i < symbols.Length; i++)
                decoder.Add(i == place ? symbols[i] : default);
            Assert.Equal(DecoderStatus.Inconsistent, decoder.Status);
            Assert.Empty(decoder.OnlyThere);
        }
    }

    [Fact]
    public void An_item_in_a_symbol_that_it_is_no_part_of_proves_the_symbols_wrong()
    {
        var symbols = Samples.Symbols(Samples.Scheme, [new Item8(5)], 60);
        var foreign = Array.FindIndex(symbols, symbol => symbol.IsZero);
        var decoder = EmptyHanded();
        decoder.Add(symbols[0] + Undecodable);
        for (var i = 1; i < foreign; i++)
            decoder.Add(Undecodable);
        Assert.Equal(DecoderStatus.Inconsistent, decoder.Add(Single(new Item8(5), 1)));
    }

    [Fact]
    public void An_empty_first_symbol_leaves_nothing_for_the_others()
    {
        var decoder = EmptyHanded();
        decoder.Add(Single(new Item8(5), 1) + Single(new Item8(6), 1));
        decoder.Add(Undecodable);
        foreach (var symbol in Samples.Symbols(Samples.Scheme, [new Item8(5), new Item8(6)], 40).Skip(2))
            decoder.Add(symbol);
        Assert.Equal(DecoderStatus.Inconsistent, decoder.Status);
        Assert.Empty(decoder.OnlyThere);
    }

    [Fact]
    public void Symbols_that_never_decode_end_with_the_budget()
    {
        var decoder = EmptyHanded();
        for (var i = 0; i < MaxSymbols - 1; i++)
            Assert.Equal(DecoderStatus.NeedsMore, decoder.Add(Undecodable));
        Assert.Equal(DecoderStatus.OverBudget, decoder.Add(Undecodable));
        Assert.Equal(DecoderStatus.OverBudget, decoder.Add(Undecodable));
        Assert.Equal(MaxSymbols, decoder.Received);
    }

    [Fact]
    public void More_items_than_allowed_end_with_the_budget()
    {
        Assert.Equal(DecoderStatus.Decoded, Decode(maxItems: 50).Status);
        var tooFew = Decode(maxItems: 49);
        Assert.Equal(DecoderStatus.OverBudget, tooFew.Status);
        Assert.Empty(tooFew.OnlyThere);

        static RatelessDecoder<Item8> Decode(int maxItems) =>
            Samples.Reconcile(Samples.Scheme, Samples.Items8(50, 1), [], new DecoderLimits(1_000, maxItems));
    }

    [Theory]
    [InlineData(20, DecoderStatus.NeedsMore)]
    [InlineData(19, DecoderStatus.Inconsistent)]
    [InlineData(21, DecoderStatus.Inconsistent)]
    public void Runs_must_follow_on_each_other(int start, DecoderStatus expected)
    {
        var symbols = Samples.Symbols(Samples.Scheme, Samples.Items8(50, 1), 20);
        var decoder = EmptyHanded();
        Assert.Equal(DecoderStatus.NeedsMore, decoder.Add(new SymbolRun<Item8>(0, 50, symbols)));
        Assert.Equal(expected, decoder.Add(new SymbolRun<Item8>(start, 50, default)));
    }

    [Fact]
    public void One_wrong_bit_never_changes_the_result()
    {
        var shared = Samples.Items8(100, seed: 1);
        Item8[] there = [.. shared, .. Samples.Items8(12, seed: 2)];
        Item8[] here = [.. shared, .. Samples.Items8(8, seed: 3)];
        var honest = Samples.Reconcile(Samples.Scheme, there, here, Limits);
        var bytes = Samples.Encode(Samples.Scheme, new RatelessEncoder<Item8>(Samples.Scheme, there), 0, honest.Received);
        var local = new RatelessEncoder<Item8>(Samples.Scheme, here);
        var codec = new SketchCodec<Item8>(Samples.Scheme);
        for (var bit = 0; bit < 8 * bytes.Length; bit++)
        {
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            if (codec.TryRead(bytes, MaxSymbols, out var run))
                Assert.NotEqual(DecoderStatus.Decoded, new RatelessDecoder<Item8>(Samples.Scheme, local, Limits).Add(run));
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }

    [Fact]
    public void Worthless_checksums_cost_the_result_and_nothing_else()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            LinearItem[] there = [.. Samples.Items8(20, seed).Select(item => new LinearItem(item.Value))];
            LinearItem[] here = [.. Samples.Items8(15, seed + 1_000).Select(item => new LinearItem(item.Value))];
            var decoder = Samples.Reconcile(Samples.Scheme, there, here, Limits);
            Assert.InRange(decoder.Received, 1, MaxSymbols);
            if (decoder.Status == DecoderStatus.Decoded)
                Assert.Equal((there.ToHashSet(), here.ToHashSet()), ([.. decoder.OnlyThere], [.. decoder.OnlyHere]));
        }
    }

    // Two items in every symbol: nothing ever gets single.
    private static CodedSymbol<Item8> Undecodable { get; } = Single(new Item8(8), 1) + Single(new Item8(9), 1);

    private static CodedSymbol<Item8> Single(Item8 item, int times)
    {
        var symbol = new CodedSymbol<Item8>(item, item.Hash(Samples.Key), 1);
        return times > 0 ? symbol : -symbol;
    }

    private static RatelessDecoder<Item8> EmptyHanded() =>
        new(Samples.Scheme, new RatelessEncoder<Item8>(Samples.Scheme, Array.Empty<Item8>()), Limits);

    /// <summary>A result, where there is one, has just the symbols that were taken.</summary>
    private static bool Explains(RatelessDecoder<Item8> decoder, CodedSymbol<Item8>[] taken)
    {
        if (decoder.Status != DecoderStatus.Decoded)
            return decoder.OnlyThere.Count + decoder.OnlyHere.Count == 0;
        var there = Samples.Symbols(Samples.Scheme, [.. decoder.OnlyThere], taken.Length);
        var here = Samples.Symbols(Samples.Scheme, [.. decoder.OnlyHere], taken.Length);
        return there.Zip(here, (mine, yours) => mine - yours).Zip(taken, (made, given) => (made - given).Truncate(uint.MaxValue).IsZero)
            .All(same => same);
    }
}
