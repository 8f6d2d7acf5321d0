using System.Buffers.Binary;
using System.Security.Cryptography;
using Aevrion.Core.Reconciliation;
using FsCheck;
using FsCheck.Fluent;

namespace Aevrion.Core.Tests.Reconciliation;

public sealed class RatelessEncoderTests
{
    // Golden values come from a separate model in exact integers.
    [Theory]
    [InlineData(0, 0x00000001a43da824, 0xb65b39494ffc6420, 100)]
    [InlineData(1, 0x00000000ef1cf900, 0x3fcab4838ee51bfa, 67)]
    [InlineData(2, 0x000000037165c2ec, 0xb531e17a1eb13b25, 57)]
    [InlineData(3, 0x0000000316204ab7, 0x9fb7038cfc5af1e7, 47)]
    [InlineData(7, 0x000000002143f36b, 0xd374b26f3589e4da, 23)]
    public void Golden_symbols_of_a_hundred_squares(int index, ulong sum, ulong checksum, long count) =>
        Assert.Equal(
            new CodedSymbol<Item8>(new Item8(sum), checksum, count),
            new RatelessEncoder<Item8>(Samples.Scheme, Samples.Squares(100))[index]);

    [Fact]
    public void Golden_hash_of_two_hundred_symbols()
    {
        var bytes = new List<byte>();
        var word = new byte[sizeof(ulong)];
        foreach (var symbol in Samples.Symbols(Samples.Scheme, Samples.Squares(5_000), 200))
        {
            foreach (var part in new[] { symbol.Sum.Value, symbol.Checksum, (ulong)symbol.Count })
            {
                BinaryPrimitives.WriteUInt64LittleEndian(word, part);
                bytes.AddRange(word);
            }
        }

        Assert.Equal(
            "9e51ffb9e79ac372920a2a6f99668d75b57f9a6560c4e0164aba6b3421a354c4",
            Convert.ToHexStringLower(SHA256.HashData(bytes.ToArray())));
    }

    [Fact]
    public void Symbols_do_not_depend_on_how_they_are_asked_for() =>
        Prop.ForAll(Gen.ListOf(Gen.Choose(0, 400)).ToArbitrary(), counts =>
        {
            var items = Samples.Items16(60, seed: 4);
            var all = Samples.Symbols(Samples.Scheme, items, 400);
            var encoder = new RatelessEncoder<Item16>(Samples.Scheme, items);
            return counts.All(count => encoder.Prefix(count).SequenceEqual(all.AsSpan(0, count)));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Symbols_do_not_depend_on_the_order_of_the_items()
    {
        var items = Samples.Items8(500, seed: 5);
        Assert.Equal(
            Samples.Symbols(Samples.Scheme, items, 300),
            new RatelessEncoder<Item8>(Samples.Scheme, items.Reverse().AsEnumerable()).Prefix(300).ToArray());
    }

    [Fact]
    public void The_empty_set_has_empty_symbols() =>
        Assert.All(Samples.Symbols<Item8>(Samples.Scheme, [], 100), symbol => Assert.True(symbol.IsZero));

    [Fact]
    public void Another_key_gives_other_symbols()
    {
        var items = Samples.Items8(9, seed: 6);
        Assert.NotEqual(Samples.Symbols(Samples.SchemeOf(1), items, 9), Samples.Symbols(Samples.SchemeOf(2), items, 9));
    }

    [Fact]
    public void Impossible_numbers_of_symbols_are_refused()
    {
        var encoder = new RatelessEncoder<Item8>(Samples.Scheme, Samples.Items8(3, 7));
        Assert.Throws<ArgumentOutOfRangeException>(() => encoder.Prefix(-1).Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => encoder.Prefix(SymbolMapping.MaxSymbols + 1).Length);
        Assert.Equal(SymbolMapping.MaxSymbols, encoder.Prefix(SymbolMapping.MaxSymbols).Length);
    }

    [Fact]
    public void Nothing_is_allocated_for_an_item_beside_the_arrays()
    {
        var items = Samples.Items8(20_000, seed: 8);
        Encode(items);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Encode(items);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 20_000 * 24 + 300 * 24 + 1_000);
    }

    private static void Encode(Item8[] items)
    {
        var encoder = new RatelessEncoder<Item8>(Samples.Scheme, items);
        encoder.Prefix(100);
        encoder.Prefix(200);
    }
}
