using Aevrion.Core.Reconciliation;

namespace Aevrion.Core.Tests.Reconciliation;

/// <summary>
/// An item whose checksum is worth nothing: that of a sum is always the sum of the checksums, so any sum passes for an item.
/// </summary>
public readonly record struct LinearItem(ulong Value) : IReconcilable<LinearItem>
{
    public static int ByteLength => sizeof(ulong);

    public static LinearItem Read(ReadOnlySpan<byte> bytes) => new(Item8.Read(bytes).Value);

    public void Write(Span<byte> destination) => new Item8(Value).Write(destination);

    public LinearItem Xor(LinearItem other) => new(Value ^ other.Value);

    public ulong Hash(SketchKey key) => Value;
}
