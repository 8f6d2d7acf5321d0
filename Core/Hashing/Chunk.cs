using static Aevrion.Core.Hashing.Blake3Constants;

namespace Aevrion.Core.Hashing;

/// <summary>One chunk whose input is all there (specification section 2.4), without vectors.</summary>
internal static class Chunk
{
    /// <summary>Writes the chunk's 32-byte chaining value, or, with <see cref="Root"/> among the last flags, the hash.</summary>
    /// <param name="input">0 to 1,024 bytes.</param>
    /// <param name="lastFlags">Flags of the last block only.</param>
    public static void WriteValue(
        ReadOnlySpan<byte> input, ReadOnlySpan<uint> key, ulong counter, uint flags, Span<byte> value, uint lastFlags = 0)
    {
        Span<uint> words = stackalloc uint[ChainingWords];
        key[..ChainingWords].CopyTo(words);
        var start = ChunkStart;
        while (input.Length > BlockLength)
        {
            Compression.Compress(words, input, BlockLength, counter, flags | start);
            input = input[BlockLength..];
            start = 0;
        }

        flags |= start | ChunkEnd | lastFlags;
        if (input.Length == BlockLength)
        {
            Compression.Compress(words, input, BlockLength, counter, flags);
        }
        else
        {
            Span<byte> padded = stackalloc byte[BlockLength];
            input.CopyTo(padded);
            Compression.Compress(words, padded, input.Length, counter, flags);
        }

        LittleEndianWords.Write(words, value[..Blake3.HashLength]);
    }
}
