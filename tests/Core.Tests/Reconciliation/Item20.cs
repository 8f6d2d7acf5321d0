using System.Buffers.Binary;
using Aevrion.Core.Reconciliation;

namespace Aevrion.Core.Tests.Reconciliation;

/// <summary>An item of an unusual length.</summary>
public readonly record struct Item20(ulong A, ulong B, uint C) : IReconcilable<Item20>
{
    public static int ByteLength => 20;

    public static Item20 Read(ReadOnlySpan<byte> bytes) => new(
        BinaryPrimitives.ReadUInt64LittleEndian(bytes),
        BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]),
        BinaryPrimitives.ReadUInt32LittleEndian(bytes[16..]));

    public void Write(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(destination, A);
        BinaryPrimitives.WriteUInt64LittleEndian(destination[8..], B);
        BinaryPrimitives.WriteUInt32LittleEndian(destination[16..], C);
    }

    public Item20 Xor(Item20 other) => new(A ^ other.A, B ^ other.B, C ^ other.C);

    public ulong Hash(SketchKey key) => SipHash.Hash(key, SipHash.Hash(key, A, B), C);
}
