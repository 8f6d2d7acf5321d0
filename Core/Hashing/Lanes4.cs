using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Aevrion.Core.Hashing;

/// <summary>128-bit vectors: ARM64 and older x64.</summary>
internal readonly struct Lanes4(Vector128<uint> words) : ILanes<Lanes4>
{
    private readonly Vector128<uint> _words = words;

    public static bool IsSupported => Vector128.IsHardwareAccelerated && BitConverter.IsLittleEndian;

    public static int Count => Vector128<uint>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 operator +(Lanes4 left, Lanes4 right) => new(left._words + right._words);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 operator ^(Lanes4 left, Lanes4 right) => new(left._words ^ right._words);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 operator &(Lanes4 left, Lanes4 right) => new(left._words & right._words);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Broadcast(uint word) => new(Vector128.Create(word));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 RotateRight(Lanes4 words, [ConstantExpected(Min = 1, Max = 31)] byte bits) =>
        new((words._words >>> bits) | (words._words << (32 - bits)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Zip(Lanes4 first, Lanes4 second, out Lanes4 low, out Lanes4 high)
    {
        var even = Vector128.Create(uint.MaxValue, 0, uint.MaxValue, 0);
        var lower = Vector128.Create(0u, 0, 1, 1);
        var upper = Vector128.Create(2u, 2, 3, 3);
        low = new(Vector128.ConditionalSelect(even, Vector128.Shuffle(first._words, lower), Vector128.Shuffle(second._words, lower)));
        high = new(Vector128.ConditionalSelect(even, Vector128.Shuffle(first._words, upper), Vector128.Shuffle(second._words, upper)));
    }
}
