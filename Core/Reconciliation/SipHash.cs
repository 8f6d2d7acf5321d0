using System.Numerics;
using System.Runtime.CompilerServices;

namespace Aevrion.Core.Reconciliation;

/// <summary>
/// SipHash-2-4 (J.-P. Aumasson, D. J. Bernstein, "SipHash: a fast short-input PRF", 2012) of whole 64-bit words, each least significant
/// byte first. Without the key, nobody can choose inputs whose hashes collide or cancel out.
/// </summary>
public static class SipHash
{
    /// <summary>The hash of eight bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Hash(SketchKey key, ulong word) => Hash(key, [word]);

    /// <summary>The hash of sixteen bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Hash(SketchKey key, ulong first, ulong second) => Hash(key, [first, second]);

    /// <summary>The hash of any number of words.</summary>
    public static ulong Hash(SketchKey key, ReadOnlySpan<ulong> words)
    {
        var v0 = key.Low ^ 0x736f6d6570736575;
        var v1 = key.High ^ 0x646f72616e646f6d;
        var v2 = key.Low ^ 0x6c7967656e657261;
        var v3 = key.High ^ 0x7465646279746573;
        foreach (var word in words)
            Append(ref v0, ref v1, ref v2, ref v3, word);
        Append(ref v0, ref v1, ref v2, ref v3, (ulong)(words.Length * sizeof(ulong)) << 56);
        v2 ^= 0xff;
        Round(ref v0, ref v1, ref v2, ref v3);
        Round(ref v0, ref v1, ref v2, ref v3);
        Round(ref v0, ref v1, ref v2, ref v3);
        Round(ref v0, ref v1, ref v2, ref v3);
        return v0 ^ v1 ^ v2 ^ v3;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Append(ref ulong v0, ref ulong v1, ref ulong v2, ref ulong v3, ulong word)
    {
        v3 ^= word;
        Round(ref v0, ref v1, ref v2, ref v3);
        Round(ref v0, ref v1, ref v2, ref v3);
        v0 ^= word;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Round(ref ulong v0, ref ulong v1, ref ulong v2, ref ulong v3)
    {
        v0 += v1;
        v2 += v3;
        v1 = BitOperations.RotateLeft(v1, 13) ^ v0;
        v3 = BitOperations.RotateLeft(v3, 16) ^ v2;
        v0 = BitOperations.RotateLeft(v0, 32);
        v2 += v1;
        v0 += v3;
        v1 = BitOperations.RotateLeft(v1, 17) ^ v2;
        v3 = BitOperations.RotateLeft(v3, 21) ^ v0;
        v2 = BitOperations.RotateLeft(v2, 32);
    }
}
