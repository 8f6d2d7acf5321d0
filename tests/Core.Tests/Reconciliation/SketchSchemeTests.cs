using Aevrion.Core.Reconciliation;

namespace Aevrion.Core.Tests.Reconciliation;

public sealed class SketchSchemeTests
{
    private static readonly Hash256 Id = Hash256.Parse("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");

    [Fact]
    public void The_same_salt_gives_the_same_scheme_and_another_salt_another()
    {
        var scheme = SketchScheme.FromSalt("salt"u8);
        Assert.Equal(scheme, SketchScheme.FromSalt("salt"u8));
        var other = SketchScheme.FromSalt("pepper"u8);
        Assert.Equal(4, new[] { scheme.Key, scheme.ItemKey, other.Key, other.ItemKey }.Distinct().Count());
    }

    // Computed with b3sum.
    [Fact]
    public void Golden_keys() => Assert.Equal(
        (new SketchKey(0x8d803b47ce6abe83, 0x292fd164dcacb685), new SketchKey(0xfea44c725d52b562, 0x05d4a62f5e5b70f2)),
        (SketchScheme.FromSalt("salt"u8).Key, SketchScheme.FromSalt("salt"u8).ItemKey));

    [Theory]
    [InlineData(4, 0xffffffff)]
    [InlineData(5, 0xffffffffff)]
    [InlineData(8, ulong.MaxValue)]
    public void As_many_bits_of_a_checksum_count_as_travel(int length, ulong mask) =>
        Assert.Equal(mask, SketchScheme.FromSalt("salt"u8, length).ChecksumMask);

    [Theory]
    [InlineData(3)]
    [InlineData(9)]
    public void Impossible_checksum_lengths_are_refused(int length) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => SketchScheme.FromSalt("salt"u8, length));

    [Fact]
    public void Events_and_leaves_are_shortened_with_the_item_key()
    {
        var scheme = new SketchScheme(default, Samples.Key);
        Assert.Equal(new Item8(0x3f2acc7f57c29bdb), SaltedItems.OfEvent(scheme, Id));
        Assert.Equal(0x3f2acc7f57c29bdbUL, SaltedItems.OfNode(scheme, Id));
        Assert.Equal(new Item8(0x0400013f2acc7f57), SaltedItems.OfLeaf(scheme, 0x040001, Id));
        Assert.Equal(0x040001, SaltedItems.PlaceOf(SaltedItems.OfLeaf(scheme, 0x040001, Id)));
        Assert.Equal(0xffffff, SaltedItems.PlaceOf(SaltedItems.OfLeaf(scheme, 0xffffff, Id)));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(SymbolMapping.MaxSymbols + 1, 1)]
    [InlineData(1, -1)]
    public void Impossible_limits_are_refused(int maxSymbols, int maxItems) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new DecoderLimits(maxSymbols, maxItems));
}
