using System.Buffers.Binary;

namespace Aevrion.Core.Reconciliation;

/// <summary>
/// The short items that stand for events and leaves during one exchange. Being salted, two that collide in one exchange do not in
/// the next, and no writer can bring a collision about.
/// </summary>
public static class SaltedItems
{
    /// <summary>Bits of a leaf's place in its item.</summary>
    public const int PlaceBits = 24;

    private const int DigestBits = 64 - PlaceBits;

    /// <summary>Stands for an event: eight bytes of its salted id.</summary>
    public static Item8 OfEvent(SketchScheme scheme, in Hash256 id) => new(Shorten(scheme.ItemKey, id));

    /// <summary>
    /// Stands for a leaf in its present state: in the upper <see cref="PlaceBits"/> bits its place among the leaves that are compared, in
    /// the clear, below them the rest of the bits of its salted digest.
    /// </summary>
    /// <param name="scheme">The scheme.</param>
    /// <param name="place">0 to 2²⁴ − 1.</param>
    /// <param name="digest">The leaf's digest.</param>
    public static Item8 OfLeaf(SketchScheme scheme, int place, in Hash256 digest) =>
        new(((ulong)place << DigestBits) | (Shorten(scheme.ItemKey, digest) >> PlaceBits));

    /// <summary>The place that an item of <see cref="OfLeaf"/> speaks of. What a peer sent may name any.</summary>
    public static int PlaceOf(Item8 item) => (int)(item.Value >> DigestBits);

    /// <summary>Eight bytes of a node's salted digest.</summary>
    public static ulong OfNode(SketchScheme scheme, in Hash256 digest) => Shorten(scheme.ItemKey, digest);

    // Half of a hash is as hard to collide as its other half is to guess: the rest adds nothing to the salt.
    private static ulong Shorten(SketchKey key, in Hash256 hash) =>
        SipHash.Hash(key, BinaryPrimitives.ReverseEndianness(hash.FirstWord), BinaryPrimitives.ReverseEndianness(hash.SecondWord));
}
