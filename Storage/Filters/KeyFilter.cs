using System.Buffers.Binary;
using System.Numerics;

namespace Aevrion.Storage.Filters;

/// <summary>
/// A set of keys that answers "absent" or "maybe there": a split block Bloom filter. With <see cref="BitsPerKey"/> bits a key one
/// absent key in about a hundred is taken for one that may be there; none that was added is ever taken for absent.
/// </summary>
/// <remarks>
/// Each key sets one bit in each of the eight 32-bit words of one block, so an answer touches one cache line. Sources: Putze, Sanders,
/// Singler, "Cache-, Hash- and Space-Efficient Bloom Filters" (2007); the multipliers are those of the Apache Parquet format.
/// </remarks>
internal sealed class KeyFilter
{
    /// <summary>Room for a key, in bits.</summary>
    public const int BitsPerKey = 11;

    /// <summary>Most keys a filter is made for: 22 MiB.</summary>
    public const int MaxKeys = 16 * 1024 * 1024;

    private const int WordsPerBlock = 8;
    private const int BytesPerBlock = WordsPerBlock * sizeof(uint);

    private readonly uint[] _words;
    private readonly uint _blocks;

    private KeyFilter(uint[] words)
    {
        _words = words;
        _blocks = (uint)(words.Length / WordsPerBlock);
    }

    /// <summary>Memory taken, in bytes.</summary>
    public int Bytes => _words.Length * sizeof(uint);

    private static ReadOnlySpan<uint> Multipliers =>
        [0x47b6137b, 0x44974d91, 0x8824ad5b, 0xa2b7289d, 0x705495c7, 0x2df1424b, 0x9efc4947, 0x5c6bfb31];

    /// <summary>An empty filter with room for a number of keys, 0 to <see cref="MaxKeys"/>.</summary>
    public static KeyFilter For(int keys)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(keys);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(keys, MaxKeys);
        var blocks = Math.Max(1, (((long)keys * BitsPerKey) + (8 * BytesPerBlock) - 1) / (8 * BytesPerBlock));
        return new KeyFilter(new uint[blocks * WordsPerBlock]);
    }

    /// <summary>Restores what <see cref="ToArray"/> gave; null when that is no filter.</summary>
    public static KeyFilter? FromArray(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty || bytes.Length % BytesPerBlock != 0)
            return null;
        var words = new uint[bytes.Length / sizeof(uint)];
        for (var i = 0; i < words.Length; i++)
            words[i] = BinaryPrimitives.ReadUInt32LittleEndian(bytes[(i * sizeof(uint))..]);
        return new KeyFilter(words);
    }

    /// <summary>Adds a key by its <see cref="KeyHash"/>.</summary>
    public void Add(ulong hash)
    {
        var first = FirstWordOf(hash);
        for (var i = 0; i < WordsPerBlock; i++)
            _words[first + i] |= BitOf((uint)hash, i);
    }

    /// <summary>False when the key was never added.</summary>
    public bool MayContain(ulong hash)
    {
        var first = FirstWordOf(hash);
        for (var i = 0; i < WordsPerBlock; i++)
        {
            if ((_words[first + i] & BitOf((uint)hash, i)) == 0)
                return false;
        }
        return true;
    }

    /// <summary>The words, little-endian, in a new array.</summary>
    public byte[] ToArray()
    {
        var bytes = new byte[Bytes];
        for (var i = 0; i < _words.Length; i++)
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(i * sizeof(uint)), _words[i]);
        return bytes;
    }

    /// <summary>Share of the bits that are set, 0 to 1.</summary>
    internal double Fill() => _words.Sum(word => (double)BitOperations.PopCount(word)) / (_words.Length * 32.0);

    /// <summary>The block by the upper half of the hash, scaled instead of divided; its bits by the lower half.</summary>
    private int FirstWordOf(ulong hash) => (int)(((hash >> 32) * _blocks) >> 32) * WordsPerBlock;

    private static uint BitOf(uint lower, int word) => 1u << (int)((lower * Multipliers[word]) >> 27);
}
