using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Aevrion.Core.Hashing;

/// <summary>BLAKE3 reads and writes its 32-bit words in little-endian order, whatever the machine's.</summary>
internal static class LittleEndianWords
{
    /// <summary>Fills <paramref name="words"/> from the first 4 × words bytes.</summary>
    public static void Read(ReadOnlySpan<byte> bytes, Span<uint> words)
    {
        bytes[..(words.Length * sizeof(uint))].CopyTo(MemoryMarshal.AsBytes(words));
        SwapToNative(words);
    }

    /// <summary>Between words as they lie in memory in little-endian order and the machine's own; its own inverse.</summary>
    public static void SwapToNative(Span<uint> words)
    {
        if (!BitConverter.IsLittleEndian)
            BinaryPrimitives.ReverseEndianness(words, words);
    }

    /// <summary>Writes the words until <paramref name="bytes"/> is full; it may end within a word.</summary>
    public static void Write(ReadOnlySpan<uint> words, Span<byte> bytes)
    {
        if (BitConverter.IsLittleEndian)
        {
            MemoryMarshal.AsBytes(words)[..bytes.Length].CopyTo(bytes);
            return;
        }

        for (var i = 0; i < bytes.Length; i++)
            bytes[i] = (byte)(words[i / sizeof(uint)] >> (i % sizeof(uint) * 8));
    }
}
