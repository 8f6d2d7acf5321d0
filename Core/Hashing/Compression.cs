using System.Numerics;
using static Aevrion.Core.Hashing.Blake3Constants;

namespace Aevrion.Core.Hashing;

/// <summary>The compression function of BLAKE3, specification section 2.2, one block at a time.</summary>
internal static class Compression
{
    /// <summary>Replaces <paramref name="chainingValue"/> by the truncated output of the compression.</summary>
    public static void Compress(Span<uint> chainingValue, ReadOnlySpan<byte> block, uint blockLength, ulong counter, uint flags)
    {
        Span<uint> state = stackalloc uint[BlockWords];
        Mix(chainingValue, block, blockLength, counter, flags, state);
        for (var i = 0; i < ChainingWords; i++)
            chainingValue[i] = state[i] ^ state[i + ChainingWords];
    }

    /// <summary>The full 16 words, of which extended output consists.</summary>
    public static void CompressExtended(
        ReadOnlySpan<uint> chainingValue, ReadOnlySpan<byte> block, uint blockLength, ulong counter, uint flags, Span<uint> output)
    {
        Mix(chainingValue, block, blockLength, counter, flags, output);
        for (var i = 0; i < ChainingWords; i++)
        {
            output[i] ^= output[i + ChainingWords];
            output[i + ChainingWords] ^= chainingValue[i];
        }
    }

    private static void Mix(
        ReadOnlySpan<uint> chainingValue, ReadOnlySpan<byte> block, uint blockLength, ulong counter, uint flags, Span<uint> state)
    {
        Span<uint> message = stackalloc uint[BlockWords];
        LittleEndianWords.Read(block, message);
        chainingValue.CopyTo(state);
        InitialValue[..4].CopyTo(state[8..]);
        state[12] = (uint)counter;
        state[13] = (uint)(counter >> 32);
        state[14] = blockLength;
        state[15] = flags;
        for (var round = 0; round < Rounds; round++)
        {
            var order = MessageSchedule.Slice(round * BlockWords, BlockWords);
            for (var i = 0; i < 4; i++)
                Quarter(state, i, 4 + i, 8 + i, 12 + i, message[order[2 * i]], message[order[(2 * i) + 1]]);
            for (var i = 0; i < 4; i++)
                Quarter(state, i, 4 + ((i + 1) % 4), 8 + ((i + 2) % 4), 12 + ((i + 3) % 4), message[order[8 + (2 * i)]], message[order[9 + (2 * i)]]);
        }
    }

    private static void Quarter(Span<uint> v, int a, int b, int c, int d, uint x, uint y)
    {
        v[a] += v[b] + x;
        v[d] = BitOperations.RotateRight(v[d] ^ v[a], 16);
        v[c] += v[d];
        v[b] = BitOperations.RotateRight(v[b] ^ v[c], 12);
        v[a] += v[b] + y;
        v[d] = BitOperations.RotateRight(v[d] ^ v[a], 8);
        v[c] += v[d];
        v[b] = BitOperations.RotateRight(v[b] ^ v[c], 7);
    }
}
