using Google.Protobuf;

namespace Aevrion.Core.Sync.Protocol;

/// <summary>Hashes to their wire form and back.</summary>
public static class WireHashes
{
    /// <summary>32 bytes.</summary>
    public static ByteString ToWire(Hash256 hash) => UnsafeByteOperations.UnsafeWrap(hash.ToArray());

    /// <exception cref="ProtocolViolationException">Not 32 bytes.</exception>
    public static Hash256 FromWire(ByteString bytes) => bytes.Length == Hash256.Length
        ? new Hash256(bytes.Span)
        : throw new ProtocolViolationException($"A hash has {Hash256.Length} bytes, not {bytes.Length}.");

    /// <summary>Many hashes, 32 bytes each, in one string of bytes.</summary>
    public static ByteString Concatenate(IReadOnlyCollection<Hash256> hashes)
    {
        var bytes = new byte[hashes.Count * Hash256.Length];
        var offset = 0;
        foreach (var hash in hashes)
        {
            hash.CopyTo(bytes.AsSpan(offset));
            offset += Hash256.Length;
        }

        return UnsafeByteOperations.UnsafeWrap(bytes);
    }

    /// <summary>The hash at a place in such a string.</summary>
    public static Hash256 At(ByteString bytes, int place) => new(bytes.Span.Slice(place * Hash256.Length, Hash256.Length));
}
