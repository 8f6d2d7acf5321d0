using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Aevrion.Core.Hashing;

namespace Aevrion.Core.Events;

/// <summary>
/// The bytes an event's id is the hash of:
/// <c>u32le |key| ‖ key ‖ u8 kind ‖ u32le |value| ‖ value ‖ i64le timestamp</c>, kind 1 for a value and 0 for a deletion
/// (with |value| = 0). Every field is framed, so no two events share their bytes.
/// </summary>
public static class CanonicalEncoding
{
    private const int FramingBytes = sizeof(uint) + sizeof(byte) + sizeof(uint) + sizeof(long);
    private const int StackLimitBytes = 2048;

    /// <summary>Number of bytes of the encoding of a key of that many UTF-8 bytes and a value of that many bytes.</summary>
    public static int EncodedLength(int keyBytes, int valueBytes) => FramingBytes + keyBytes + valueBytes;

    /// <summary>Writes the encoding to the start of <paramref name="destination"/> and returns its length.</summary>
    public static int Encode(string key, ReadOnlyMemory<byte>? value, long timestamp, Span<byte> destination)
    {
        var keyBytes = Encoding.UTF8.GetBytes(key, destination[sizeof(uint)..]);
        return EncodeAround(keyBytes, value is null, value.GetValueOrDefault().Span, timestamp, destination);
    }

    /// <summary>Writes the encoding of an event whose key is UTF-8 already to the start of <paramref name="destination"/> and returns its length.</summary>
    public static int Encode(ReadOnlySpan<byte> key, bool isDeletion, ReadOnlySpan<byte> value, long timestamp, Span<byte> destination)
    {
        key.CopyTo(destination[sizeof(uint)..]);
        return EncodeAround(key.Length, isDeletion, value, timestamp, destination);
    }

    /// <summary>The event id: BLAKE3 of the encoding.</summary>
    public static Hash256 ComputeId(string key, ReadOnlyMemory<byte>? value, long timestamp)
    {
        var length = EncodedLength(Encoding.UTF8.GetByteCount(key), value.GetValueOrDefault().Length);
        Span<byte> hash = stackalloc byte[Hash256.Length];
        if (length <= StackLimitBytes)
        {
            Span<byte> encoded = stackalloc byte[StackLimitBytes];
            Blake3.Hash(encoded[..Encode(key, value, timestamp, encoded)], hash);
            return new Hash256(hash);
        }

        var rented = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            Blake3.Hash(rented.AsSpan(0, Encode(key, value, timestamp, rented)), hash);
            return new Hash256(hash);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    /// <summary>Writes everything but the key, which is in its place.</summary>
    private static int EncodeAround(int keyBytes, bool isDeletion, ReadOnlySpan<byte> value, long timestamp, Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(destination, (uint)keyBytes);
        var rest = destination[(sizeof(uint) + keyBytes)..];
        rest[0] = isDeletion ? (byte)0 : (byte)1;
        BinaryPrimitives.WriteUInt32LittleEndian(rest[1..], (uint)value.Length);
        value.CopyTo(rest[(1 + sizeof(uint))..]);
        rest = rest[(1 + sizeof(uint) + value.Length)..];

        BinaryPrimitives.WriteInt64LittleEndian(rest, timestamp);
        return EncodedLength(keyBytes, value.Length);
    }
}
