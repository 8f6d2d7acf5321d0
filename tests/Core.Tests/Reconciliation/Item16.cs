using System.Buffers.Binary;
using Aevrion.Core.Reconciliation;

namespace Aevrion.Core.Tests.Reconciliation;

/// <summary>An item of sixteen bytes.</summary>
/// <param name="First">The first eight bytes as a little-endian number.</param>
/// <param name="Second">The last eight bytes as a little-endian number.</param>
public readonly record struct Item16(ulong First, ulong Second) : IReconcilable<Item16>
{
    /// <inheritdoc/>
    public static int ByteLength => 2 * sizeof(ulong);

    /// <inheritdoc/>
    public static Item16 Read(ReadOnlySpan<byte> bytes) => new(
        BinaryPrimitives.ReadUInt64LittleEndian(bytes),
        BinaryPrimitives.ReadUInt64LittleEndian(bytes[sizeof(ulong)..]));

    /// <inheritdoc/>
    public void Write(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(destination, First);
        BinaryPrimitives.WriteUInt64LittleEndian(destination[sizeof(ulong)..], Second);
    }

    /// <inheritdoc/>
    public Item16 Xor(Item16 other) => new(First ^ other.First, Second ^ other.Second);

    /// <inheritdoc/>
    public ulong Hash(SketchKey key) => SipHash.Hash(key, First, Second);
}
