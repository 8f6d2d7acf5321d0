using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Aevrion.Core.Hashing;

/// <summary>256-bit vectors: x64 with AVX2.</summary>
internal readonly struct Lanes8(Vector256<uint> words) : ILanes<Lanes8>
{
    private readonly Vector256<uint> _words = words;

    public static bool IsSupported => Vector256.IsHardwareAccelerated && Avx2.IsSupported;

    public static int Count => Vector256<uint>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 operator +(Lanes8 left, Lanes8 right) => new(left._words + right._words);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 operator ^(Lanes8 left, Lanes8 right) => new(left._words ^ right._words);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 operator &(Lanes8 left, Lanes8 right) => new(left._words & right._words);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Broadcast(uint word) => new(Vector256.Create(word));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 RotateRight(Lanes8 words, [ConstantExpected(Min = 1, Max = 31)] byte bits) =>
        Avx512F.VL.IsSupported
            ? new(Avx512F.VL.RotateRight(words._words, bits))
            : new((words._words >>> bits) | (words._words << (32 - bits)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Zip(Lanes8 first, Lanes8 second, out Lanes8 low, out Lanes8 high)
    {
        if (Avx512F.VL.IsSupported)
        {
            // Indexes from 8 on name words of the second vector.
            low = new(Avx512F.VL.PermuteVar8x32x2(first._words, Vector256.Create(0u, 8, 1, 9, 2, 10, 3, 11), second._words));
            high = new(Avx512F.VL.PermuteVar8x32x2(first._words, Vector256.Create(4u, 12, 5, 13, 6, 14, 7, 15), second._words));
            return;
        }

        // AVX2 interleaves within its two halves; a second step puts the halves in order.
        var lower = Avx2.UnpackLow(first._words, second._words);
        var upper = Avx2.UnpackHigh(first._words, second._words);
        low = new(Avx2.Permute2x128(lower, upper, 0x20));
        high = new(Avx2.Permute2x128(lower, upper, 0x31));
    }
}
