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
}
