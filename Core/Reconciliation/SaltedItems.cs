using System.Buffers.Binary;

namespace Aevrion.Core.Reconciliation;

/// <summary>
/// The short items that stand for events and leaves during one exchange. Being salted, two that collide in one exchange do not in
/// the next, and no writer can bring a collision about.
/// </summary>
public static class SaltedItems
{
    /// <summary>Stands for an event: eight bytes of its salted id.</summary>
    public static Item8 OfEvent(SketchScheme scheme, in Hash256 id) => new(Shorten(scheme.ItemKey, id));

    /// <summary>Stands for a leaf in its present state: its index in the clear, then eight bytes of its salted digest.</summary>
    public static Item16 OfLeaf(SketchScheme scheme, long leaf, in Hash256 digest) =>
        new(unchecked((ulong)leaf), Shorten(scheme.ItemKey, digest));

    /// <summary>The leaf that an item of <see cref="OfLeaf"/> speaks of. What a peer sent may name any number.</summary>
    public static long LeafOf(Item16 item) => unchecked((long)item.First);

    private static ulong Shorten(SketchKey key, in Hash256 hash)
    {
        Span<byte> bytes = stackalloc byte[Hash256.Length];
        hash.CopyTo(bytes);
        var state = new SipHash(key);
        for (var i = 0; i < Hash256.Length; i += sizeof(ulong))
            state.Append(BinaryPrimitives.ReadUInt64LittleEndian(bytes[i..]));
        return state.Finish();
    }
}
