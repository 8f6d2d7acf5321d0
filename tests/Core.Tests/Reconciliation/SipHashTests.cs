using System.Buffers.Binary;
using Aevrion.Core.Reconciliation;

namespace Aevrion.Core.Tests.Reconciliation;

/// <summary>The published test vectors of SipHash-2-4: key 00 … 0f, message 00 01 02 …</summary>
public sealed class SipHashTests
{
    [Theory]
    [InlineData(8, "6224939a79f5f593")]
    [InlineData(16, "db9bc2577fcc2a3f")]
    [InlineData(24, "94af49f6c650adb8")]
    [InlineData(32, "ce7cf2722f512771")]
    [InlineData(56, "bd838d3aafbf8db7")]
    public void Hashes_are_those_published(int length, string expected)
    {
        var message = Enumerable.Range(0, length).Select(i => (byte)i).ToArray();
        var words = message.Chunk(sizeof(ulong)).Select(word => BinaryPrimitives.ReadUInt64LittleEndian(word)).ToArray();
        Assert.Equal(expected, Hex(SipHash.Hash(Samples.Key, words)));
    }

    [Fact]
    public void Items_are_hashed_as_their_bytes()
    {
        Assert.Equal("6224939a79f5f593", Hex(new Item8(0x0706050403020100).Hash(Samples.Key)));
        Assert.Equal("db9bc2577fcc2a3f", Hex(new Item16(0x0706050403020100, 0x0f0e0d0c0b0a0908).Hash(Samples.Key)));
    }

    private static string Hex(ulong hash)
    {
        var bytes = new byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, hash);
        return Convert.ToHexStringLower(bytes);
    }
}
