using System.Buffers.Binary;
using Aevrion.Core.Hashing;

namespace Aevrion.Core.Reconciliation;

/// <summary>What both sides of a reconciliation must have in common, drawn anew for every exchange.</summary>
public sealed record SketchScheme
{
    /// <summary>
    /// Shortest checksum that travels, in bytes: a decoder that runs into a false match notices, as long as these are rare.
    /// </summary>
    public const int MinChecksumLength = 4;

    /// <summary>The whole checksum, in bytes.</summary>
    public const int MaxChecksumLength = sizeof(ulong);

    private const string KeyContext = "Aevrion set reconciliation, keys of a scheme, version 1";

    /// <param name="key">Key of the checksums and of the mapping to symbols.</param>
    /// <param name="itemKey">Key of the short items that stand for events and leaves.</param>
    /// <param name="checksumLength">
    /// Bytes of a checksum that travel, <see cref="MinChecksumLength"/> to <see cref="MaxChecksumLength"/>.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">Any other checksum length.</exception>
    public SketchScheme(SketchKey key, SketchKey itemKey, int checksumLength = MinChecksumLength)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(checksumLength, MinChecksumLength);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(checksumLength, MaxChecksumLength);
        Key = key;
        ItemKey = itemKey;
        ChecksumLength = checksumLength;
    }

    /// <summary>Key of the checksums and of the mapping to symbols.</summary>
    public SketchKey Key { get; }

    /// <summary>Key of the short items that stand for events and leaves.</summary>
    public SketchKey ItemKey { get; }

    /// <summary>Bytes of a checksum that travel, the least significant ones.</summary>
    public int ChecksumLength { get; }

    internal ulong ChecksumMask => ulong.MaxValue >> (8 * (MaxChecksumLength - ChecksumLength));

    /// <summary>The scheme of a salt: its keys are derived with BLAKE3.</summary>
    /// <param name="salt">Random bytes that both sides know and nobody could know before; 16 are plenty.</param>
    /// <param name="checksumLength">As in the constructor.</param>
    public static SketchScheme FromSalt(ReadOnlySpan<byte> salt, int checksumLength = MinChecksumLength)
    {
        Span<byte> keys = stackalloc byte[4 * sizeof(ulong)];
        Blake3.DeriveKey(KeyContext, salt, keys);
        return new SketchScheme(ReadKey(keys), ReadKey(keys[(2 * sizeof(ulong))..]), checksumLength);
    }

    private static SketchKey ReadKey(ReadOnlySpan<byte> bytes) => new(
        BinaryPrimitives.ReadUInt64LittleEndian(bytes),
        BinaryPrimitives.ReadUInt64LittleEndian(bytes[sizeof(ulong)..]));
}
