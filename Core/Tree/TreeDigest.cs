using System.Buffers;
using System.Buffers.Binary;
using Aevrion.Core.Hashing;

namespace Aevrion.Core.Tree;

/// <summary>
/// Digests of the time tree. Each kind starts with its own byte, so a leaf, an inner node and a whole tree can never be taken for
/// one another. Equal digests mean equal event sets (to the strength of BLAKE3).
/// </summary>
public static class TreeDigest
{
    /// <summary>First byte of what a leaf's digest is taken of.</summary>
    internal const byte LeafKind = 0x00;

    private const byte InnerKind = 0x01;
    private const byte RootKind = 0x02;
    private const int GatheredBytes = 512 * Hash256.Length;

    /// <summary>BLAKE3(0x00 ‖ id₁ ‖ … ‖ idₙ), the ids in (timestamp, id) order.</summary>
    public static Hash256 OfLeaf(IEnumerable<Hash256> ids)
    {
        // Long inputs are hashed many blocks at once, single ids are not.
        var hasher = Start(LeafKind);
        var gathered = ArrayPool<byte>.Shared.Rent(GatheredBytes);
        var length = 0;
        foreach (var id in ids)
        {
            id.CopyTo(gathered.AsSpan(length));
            length += Hash256.Length;
            if (length < GatheredBytes)
                continue;
            hasher.Update(gathered.AsSpan(0, length));
            length = 0;
        }

        hasher.Update(gathered.AsSpan(0, length));
        ArrayPool<byte>.Shared.Return(gathered);
        return Finish(hasher);
    }

    /// <summary>BLAKE3(0x01 ‖ for each non-empty child, ascending: u64le index ‖ u64le count ‖ digest).</summary>
    public static Hash256 OfInner(IEnumerable<TreeNode> children)
    {
        var hasher = Start(InnerKind);
        Span<byte> bytes = stackalloc byte[sizeof(ulong) + sizeof(ulong) + Hash256.Length];
        foreach (var child in children)
        {
            Write(child, bytes);
            hasher.Update(bytes);
        }

        return Finish(hasher);
    }

    /// <summary>
    /// The digest of everything below a horizon: BLAKE3(0x02 ‖ for each non-empty node of the progressive digest, from the top level
    /// down and ascending on a level: u8 level ‖ u64le index ‖ u64le count ‖ digest).
    /// </summary>
    public static Hash256 OfRoot(IEnumerable<TreeNode> snapshot)
    {
        var hasher = Start(RootKind);
        Span<byte> bytes = stackalloc byte[1 + sizeof(ulong) + sizeof(ulong) + Hash256.Length];
        foreach (var node in snapshot)
        {
            bytes[0] = (byte)node.Address.Level;
            Write(node, bytes[1..]);
            hasher.Update(bytes);
        }

        return Finish(hasher);
    }

    private static Blake3Hasher Start(byte kind)
    {
        var hasher = Blake3Hasher.CreateHash();
        hasher.Update([kind]);
        return hasher;
    }

    private static Hash256 Finish(Blake3Hasher hasher)
    {
        Span<byte> digest = stackalloc byte[Hash256.Length];
        hasher.Finish(digest);
        return new Hash256(digest);
    }

    private static void Write(in TreeNode node, Span<byte> bytes)
    {
        BinaryPrimitives.WriteInt64LittleEndian(bytes, node.Address.Index);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[sizeof(ulong)..], node.Count);
        node.Digest.CopyTo(bytes[(2 * sizeof(ulong))..]);
    }
}
