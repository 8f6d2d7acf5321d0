using Aevrion.Core;

namespace Aevrion.Storage.Postgres;

/// <summary>Hashes as Npgsql wants them: slices of one array instead of an array each.</summary>
internal static class PackedHashes
{
    public static ReadOnlyMemory<byte>[] Slices<T>(IReadOnlyList<T> items, Func<T, Hash256> hashOf)
    {
        var bytes = new byte[items.Count * Hash256.Length];
        var slices = new ReadOnlyMemory<byte>[items.Count];
        for (var i = 0; i < items.Count; i++)
        {
            hashOf(items[i]).CopyTo(bytes.AsSpan(i * Hash256.Length));
            slices[i] = bytes.AsMemory(i * Hash256.Length, Hash256.Length);
        }

        return slices;
    }

    /// <summary>The hashes one after the other; null when there are none.</summary>
    public static ReadOnlyMemory<byte>? Concatenate(IReadOnlyList<Hash256> hashes)
    {
        if (hashes.Count == 0)
            return null;
        var bytes = new byte[hashes.Count * Hash256.Length];
        for (var i = 0; i < hashes.Count; i++)
            hashes[i].CopyTo(bytes.AsSpan(i * Hash256.Length));
        return bytes;
    }
}
