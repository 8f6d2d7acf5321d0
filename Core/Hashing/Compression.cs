using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using static Aevrion.Core.Hashing.Blake3Constants;

namespace Aevrion.Core.Hashing;

/// <summary>
/// The compression function of BLAKE3 (specification section 2.2) for one block. Plain integers: on the processors measured,
/// vectors across one block's columns are slower, because every round waits for the one before.
/// </summary>
internal static class Compression
{
    /// <summary>Replaces <paramref name="chainingValue"/> by the truncated output of the compression.</summary>
    public static void Compress(Span<uint> chainingValue, ReadOnlySpan<byte> block, int blockLength, ulong counter, uint flags)
    {
        Span<uint> state = stackalloc uint[BlockWords];
        Mix(chainingValue, block, blockLength, counter, flags, state);
        chainingValue = chainingValue[..ChainingWords];
        for (var i = 0; i < ChainingWords; i++)
            chainingValue[i] = state[i] ^ state[i + ChainingWords];
    }

    /// <summary>The full 16 words, of which extended output consists.</summary>
    public static void CompressExtended(
        ReadOnlySpan<uint> chainingValue, ReadOnlySpan<byte> block, int blockLength, ulong counter, uint flags, Span<uint> output)
    {
        Mix(chainingValue, block, blockLength, counter, flags, output);
        for (var i = 0; i < ChainingWords; i++)
        {
            output[i] ^= output[i + ChainingWords];
            output[i + ChainingWords] ^= chainingValue[i];
        }
    }

    private static void Mix(
        ReadOnlySpan<uint> chainingValue, ReadOnlySpan<byte> block, int blockLength, ulong counter, uint flags, Span<uint> state)
    {
        if (BitConverter.IsLittleEndian)
        {
            Permute(chainingValue, MemoryMarshal.Cast<byte, uint>(block), blockLength, counter, flags, state);
            return;
        }

        Span<uint> message = stackalloc uint[BlockWords];
        LittleEndianWords.Read(block, message);
        Permute(chainingValue, message, blockLength, counter, flags, state);
    }

    // Seven times a step on the four columns and one on the four diagonals, each round with the message in the order of
    // Blake3Constants.MessageSchedule. Written out, so that the state stays in registers.
    [SuppressMessage("Design", "MA0051:Method is too long", Justification = "A loop over the rounds takes 40 % more time.")]
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Permute(
        ReadOnlySpan<uint> chainingValue, ReadOnlySpan<uint> message, int blockLength, ulong counter, uint flags, Span<uint> state)
    {
        var h = chainingValue[..ChainingWords];
        var m = message[..BlockWords];
        uint v0 = h[0], v1 = h[1], v2 = h[2], v3 = h[3], v4 = h[4], v5 = h[5], v6 = h[6], v7 = h[7];
        uint v8 = Iv0, v9 = Iv1, v10 = Iv2, v11 = Iv3;
        uint v12 = (uint)counter, v13 = (uint)(counter >> 32), v14 = (uint)blockLength, v15 = flags;

        Quarter(ref v0, ref v4, ref v8, ref v12, m, 0, 1);
        Quarter(ref v1, ref v5, ref v9, ref v13, m, 2, 3);
        Quarter(ref v2, ref v6, ref v10, ref v14, m, 4, 5);
        Quarter(ref v3, ref v7, ref v11, ref v15, m, 6, 7);
        Quarter(ref v0, ref v5, ref v10, ref v15, m, 8, 9);
        Quarter(ref v1, ref v6, ref v11, ref v12, m, 10, 11);
        Quarter(ref v2, ref v7, ref v8, ref v13, m, 12, 13);
        Quarter(ref v3, ref v4, ref v9, ref v14, m, 14, 15);

        Quarter(ref v0, ref v4, ref v8, ref v12, m, 2, 6);
        Quarter(ref v1, ref v5, ref v9, ref v13, m, 3, 10);
        Quarter(ref v2, ref v6, ref v10, ref v14, m, 7, 0);
        Quarter(ref v3, ref v7, ref v11, ref v15, m, 4, 13);
        Quarter(ref v0, ref v5, ref v10, ref v15, m, 1, 11);
        Quarter(ref v1, ref v6, ref v11, ref v12, m, 12, 5);
        Quarter(ref v2, ref v7, ref v8, ref v13, m, 9, 14);
        Quarter(ref v3, ref v4, ref v9, ref v14, m, 15, 8);

        Quarter(ref v0, ref v4, ref v8, ref v12, m, 3, 4);
        Quarter(ref v1, ref v5, ref v9, ref v13, m, 10, 12);
        Quarter(ref v2, ref v6, ref v10, ref v14, m, 13, 2);
        Quarter(ref v3, ref v7, ref v11, ref v15, m, 7, 14);
        Quarter(ref v0, ref v5, ref v10, ref v15, m, 6, 5);
        Quarter(ref v1, ref v6, ref v11, ref v12, m, 9, 0);
        Quarter(ref v2, ref v7, ref v8, ref v13, m, 11, 15);
        Quarter(ref v3, ref v4, ref v9, ref v14, m, 8, 1);

        Quarter(ref v0, ref v4, ref v8, ref v12, m, 10, 7);
        Quarter(ref v1, ref v5, ref v9, ref v13, m, 12, 9);
        Quarter(ref v2, ref v6, ref v10, ref v14, m, 14, 3);
        Quarter(ref v3, ref v7, ref v11, ref v15, m, 13, 15);
        Quarter(ref v0, ref v5, ref v10, ref v15, m, 4, 0);
        Quarter(ref v1, ref v6, ref v11, ref v12, m, 11, 2);
        Quarter(ref v2, ref v7, ref v8, ref v13, m, 5, 8);
        Quarter(ref v3, ref v4, ref v9, ref v14, m, 1, 6);

        Quarter(ref v0, ref v4, ref v8, ref v12, m, 12, 13);
        Quarter(ref v1, ref v5, ref v9, ref v13, m, 9, 11);
        Quarter(ref v2, ref v6, ref v10, ref v14, m, 15, 10);
        Quarter(ref v3, ref v7, ref v11, ref v15, m, 14, 8);
        Quarter(ref v0, ref v5, ref v10, ref v15, m, 7, 2);
        Quarter(ref v1, ref v6, ref v11, ref v12, m, 5, 3);
        Quarter(ref v2, ref v7, ref v8, ref v13, m, 0, 1);
        Quarter(ref v3, ref v4, ref v9, ref v14, m, 6, 4);

        Quarter(ref v0, ref v4, ref v8, ref v12, m, 9, 14);
        Quarter(ref v1, ref v5, ref v9, ref v13, m, 11, 5);
        Quarter(ref v2, ref v6, ref v10, ref v14, m, 8, 12);
        Quarter(ref v3, ref v7, ref v11, ref v15, m, 15, 1);
        Quarter(ref v0, ref v5, ref v10, ref v15, m, 13, 3);
        Quarter(ref v1, ref v6, ref v11, ref v12, m, 0, 10);
        Quarter(ref v2, ref v7, ref v8, ref v13, m, 2, 6);
        Quarter(ref v3, ref v4, ref v9, ref v14, m, 4, 7);

        Quarter(ref v0, ref v4, ref v8, ref v12, m, 11, 15);
        Quarter(ref v1, ref v5, ref v9, ref v13, m, 5, 0);
        Quarter(ref v2, ref v6, ref v10, ref v14, m, 1, 9);
        Quarter(ref v3, ref v7, ref v11, ref v15, m, 8, 6);
        Quarter(ref v0, ref v5, ref v10, ref v15, m, 14, 10);
        Quarter(ref v1, ref v6, ref v11, ref v12, m, 2, 12);
        Quarter(ref v2, ref v7, ref v8, ref v13, m, 3, 4);
        Quarter(ref v3, ref v4, ref v9, ref v14, m, 7, 13);

        state = state[..BlockWords];
        (state[0], state[1], state[2], state[3]) = (v0, v1, v2, v3);
        (state[4], state[5], state[6], state[7]) = (v4, v5, v6, v7);
        (state[8], state[9], state[10], state[11]) = (v8, v9, v10, v11);
        (state[12], state[13], state[14], state[15]) = (v12, v13, v14, v15);
    }

    // The message is indexed here, not by the caller: a word read early would take a register from the state.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Quarter(ref uint a, ref uint b, ref uint c, ref uint d, ReadOnlySpan<uint> m, int x, int y)
    {
        a += b + m[x];
        d = BitOperations.RotateRight(d ^ a, 16);
        c += d;
        b = BitOperations.RotateRight(b ^ c, 12);
        a += b + m[y];
        d = BitOperations.RotateRight(d ^ a, 8);
        c += d;
        b = BitOperations.RotateRight(b ^ c, 7);
    }
}
