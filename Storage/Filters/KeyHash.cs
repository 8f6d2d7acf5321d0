using System.Buffers.Binary;
using System.Text;
using Aevrion.Core.Events;
using Aevrion.Core.Hashing;

namespace Aevrion.Storage.Filters;

/// <summary>The number by which filters know a key: the first eight bytes of BLAKE3 of its UTF-8 form, little-endian.</summary>
internal static class KeyHash
{
    public static ulong Of(string key)
    {
        Span<byte> utf8 = stackalloc byte[EventLimits.MaxKeyBytes];
        // A longer key was never written; any number will do for it.
        return Of(Encoding.UTF8.TryGetBytes(key, utf8, out var length) ? utf8[..length] : []);
    }

    /// <summary>The same of a key in UTF-8.</summary>
    public static ulong Of(ReadOnlySpan<byte> key)
    {
        Span<byte> hash = stackalloc byte[sizeof(ulong)];
        Blake3.Hash(key, hash);
        return BinaryPrimitives.ReadUInt64LittleEndian(hash);
    }
}
