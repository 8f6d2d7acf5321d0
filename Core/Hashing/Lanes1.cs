using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Aevrion.Core.Hashing;

/// <summary>No vectors: for processors without any, and for big-endian ones.</summary>
internal readonly struct Lanes1(uint word) : ILanes<Lanes1>
{
    private readonly uint _word = word;

    public static int Count => 1;

    public static Lanes1 operator +(Lanes1 left, Lanes1 right) => new(left._word + right._word);

    public static Lanes1 operator ^(Lanes1 left, Lanes1 right) => new(left._word ^ right._word);

    public static Lanes1 operator &(Lanes1 left, Lanes1 right) => new(left._word & right._word);

    public static Lanes1 Broadcast(uint word) => new(word);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 RotateRight(Lanes1 words, [ConstantExpected(Min = 1, Max = 31)] byte bits) =>
        new(BitOperations.RotateRight(words._word, bits));

    public static void Zip(Lanes1 first, Lanes1 second, out Lanes1 low, out Lanes1 high) => (low, high) = (first, second);
}
