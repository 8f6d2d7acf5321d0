using Aevrion.Core.Reconciliation;
using FsCheck;
using FsCheck.Fluent;

namespace Aevrion.Core.Tests.Reconciliation;

public sealed class SketchCodecTests
{
    private static readonly SketchCodec<Item8> Codec = new(Samples.Scheme);

    // Golden bytes come from a separate model.
    [Theory]
    [InlineData(0, 4, 4, "00046424a83da4010000002064fc4f0000f91cef00000000fa1be58e00ecc2657103000000253bb11e0eb74a201603000000e7f15afc0e")]
    [InlineData(4, 3, 8, "040364e35a41f4020000001e28206efe6834cd05b792bcf1000000005ee4a0548b468cb705404ddb8500000000fb0ceacee34c27a50a")]
    public void Golden_bytes_of_a_hundred_squares(int start, int count, int checksumLength, string expected)
    {
        var scheme = new SketchScheme(Samples.Key, default, checksumLength);
        var encoder = new RatelessEncoder<Item8>(scheme, Samples.Squares(100));
        Assert.Equal(expected, Convert.ToHexStringLower(Samples.Encode(scheme, encoder, start, count)));
    }

    [Fact]
    public void Golden_bytes_of_items_of_sixteen_bytes()
    {
        var items = Samples.Squares(100).Select((item, i) => new Item16((ulong)i + 1, item.Value)).ToArray();
        Assert.Equal(
            "000364640000000000000024a83da4010000008192e0ad005b00000000000000dbdd36fe"
                + "010000006b0b24ac0628000000000000007067b36d00000000c510545a06",
            Convert.ToHexStringLower(Samples.Encode(Samples.Scheme, new RatelessEncoder<Item16>(Samples.Scheme, items), 0, 3)));
    }

    [Fact]
    public void Runs_are_read_as_written() =>
        Prop.ForAll(Gen.Zip(Gen.Three(Gen.Choose(0, 300)), Gen.Choose(4, 8)).ToArbitrary(), sample =>
        {
            var ((size, start, count), checksumLength) = sample;
            var scheme = new SketchScheme(Samples.Key, default, checksumLength);
            var encoder = new RatelessEncoder<Item16>(scheme, Samples.Items16(size, seed: 1));
            var bytes = Samples.Encode(scheme, encoder, start, count);
            return new SketchCodec<Item16>(scheme).TryRead(bytes, count, out var run)
                && (run.Start, run.SetSize) == (start, size)
                && run.Symbols.Span.SequenceEqual(
                    encoder.Prefix(start + count)[start..].ToArray().Select(symbol => symbol.Truncate(scheme.ChecksumMask)).ToArray());
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_counts_are_read_as_written()
    {
        long[] counts = [0, 1, -1, long.MaxValue, long.MinValue];
        var source = new GivenSymbols([.. counts.Select(count => new CodedSymbol<Item8>(default, 0, count))]);
        Assert.True(Codec.TryRead(Samples.Encode(Samples.Scheme, source, 0, 5), 5, out var run));
        Assert.Equal(source.Prefix(5).ToArray(), run.Symbols.ToArray());
    }

    [Fact]
    public void Runs_that_are_cut_short_or_go_on_are_not_read()
    {
        var bytes = Samples.Encode(Samples.Scheme, new RatelessEncoder<Item8>(Samples.Scheme, Samples.Squares(1_000)), 5, 20);
        Assert.True(Codec.TryRead(bytes, 20, out _));
        for (var length = 0; length < bytes.Length; length++)
            Assert.False(Codec.TryRead(bytes.AsSpan(0, length), 20, out _));
        Assert.False(Codec.TryRead([.. bytes, 0], 20, out _));
    }

    [Fact]
    public void Arbitrary_bytes_are_read_only_as_what_they_would_be_written_from() =>
        Prop.ForAll(Gen.ArrayOf(Gen.OneOf(Gen.Choose(0, 255), Gen.Choose(0, 3)).Select(value => (byte)value)).ToArbitrary(), bytes =>
        {
            if (!Codec.TryRead(bytes, 1_000, out var run))
                return true;
            var source = new GivenSymbols([.. new CodedSymbol<Item8>[run.Start], .. run.Symbols.Span], run.SetSize);
            return Samples.Encode(Samples.Scheme, source, run.Start, run.Symbols.Length).SequenceEqual(bytes);
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("000000", true)]                        // no symbols
    [InlineData("000080808080808040", true)]            // of the largest set
    [InlineData("000081808080808040", false)]           // of a larger one
    [InlineData("00008000", false)]                     // a number longer than it need be
    [InlineData("0000ffffffffffffffffff02", false)]     // a number beyond 64 bits
    [InlineData("8080400000", true)]                    // none after the last symbol that there is
    [InlineData("8180400000", false)]                   // beyond it
    [InlineData("808040010000000000000000000000000000", false)] // one after the last
    [InlineData("00ff7f00", false)]                     // more symbols than bytes
    [InlineData("00010000000000000000000000000080808080808080808001", true)] // the largest count
    [InlineData("00010000000000000000000000000080808080808080808002", false)]
    public void Numbers_are_checked(string bytes, bool valid) =>
        Assert.Equal(valid, Codec.TryRead(Convert.FromHexString(bytes), 100_000, out _));

    [Fact]
    public void Announced_symbols_take_no_memory_before_they_have_come()
    {
        var announced = Convert.FromHexString("00ffff3f00" + new string('0', 2_000));
        Codec.TryRead(announced, SymbolMapping.MaxSymbols, out _);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.False(Codec.TryRead(announced, SymbolMapping.MaxSymbols, out _));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000);
    }

    [Fact]
    public void Longer_runs_than_wanted_are_not_read()
    {
        var bytes = Samples.Encode(Samples.Scheme, new RatelessEncoder<Item8>(Samples.Scheme, Samples.Squares(10)), 0, 9);
        Assert.False(Codec.TryRead(bytes, 8, out _));
        Assert.False(Codec.TryRead(bytes, -1, out _));
    }

    [Fact]
    public void What_cannot_travel_is_refused()
    {
        var encoder = new RatelessEncoder<Item8>(Samples.Scheme, Samples.Squares(3));
        Assert.Throws<ArgumentOutOfRangeException>(() => Samples.Encode(Samples.Scheme, encoder, -1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Samples.Encode(Samples.Scheme, encoder, 0, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Samples.Encode(Samples.Scheme, encoder, SymbolMapping.MaxSymbols, 1));
        Assert.Throws<ArgumentException>(() => Samples.Encode(Samples.Scheme, new GivenSymbols([default], setSize: -1), 0, 1));
    }

    [Fact]
    public void Counts_take_little_more_than_a_byte()
    {
        const int symbols = 1_000;
        var encoder = new RatelessEncoder<Item8>(Samples.Scheme, Samples.Items8(100_000, seed: 1));
        var bytes = Samples.Encode(Samples.Scheme, encoder, 0, symbols);
        Assert.InRange(bytes.Length, symbols * (8 + 4 + 1), symbols * (8 + 4 + 1.2));
    }
}
