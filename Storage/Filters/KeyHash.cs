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
        Span<byte> hash = stackalloc byte[sizeof(ulong)];
        // A longer key was never written; any number will do for it.
        Blake3.Hash(Encoding.UTF8.TryGetBytes(key, utf8, out var length) ? utf8[..length] : [], hash);
        return BinaryPrimitives.ReadUInt64LittleEndian(hash);
    }
}
