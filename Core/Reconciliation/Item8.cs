using System.Buffers.Binary;

namespace Aevrion.Core.Reconciliation;

/// <summary>An item of eight bytes.</summary>
/// <param name="Value">The bytes as a little-endian number.</param>
public readonly record struct Item8(ulong Value) : IReconcilable<Item8>
{
    /// <inheritdoc/>
    public static int ByteLength => sizeof(ulong);

    /// <inheritdoc/>
    public static Item8 Read(ReadOnlySpan<byte> bytes) => new(BinaryPrimitives.ReadUInt64LittleEndian(bytes));

    /// <inheritdoc/>
    public void Write(Span<byte> destination) => BinaryPrimitives.WriteUInt64LittleEndian(destination, Value);

    /// <inheritdoc/>
    public Item8 Xor(Item8 other) => new(Value ^ other.Value);

    /// <inheritdoc/>
    public ulong Hash(SketchKey key) => SipHash.Hash(key, Value);
}
