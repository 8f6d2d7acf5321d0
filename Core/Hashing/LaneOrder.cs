using System.Numerics;
using System.Runtime.InteropServices;
using static Aevrion.Core.Hashing.Blake3Constants;

namespace Aevrion.Core.Hashing;

/// <summary>
/// Turns words that lie lane after lane into words that lie side by side, and back. A perfect shuffle (interleaving the first half
/// with the second) moves the highest bit of a word's index to the lowest place; repeated, it moves the bits that number the
/// lane behind those that number the word, or the other way round.
/// </summary>
internal static class LaneOrder
{
    /// <summary>
    /// From one block of bytes a lane to 16 vectors of one word each. Either span may come back as the result; both are overwritten.
    /// </summary>
    public static Span<TLanes> ToWords<TLanes>(Span<TLanes> blocks, Span<TLanes> scratch)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        LittleEndianWords.SwapToNative(MemoryMarshal.Cast<TLanes, uint>(blocks));
        return Shuffle(blocks[..BlockWords], scratch[..BlockWords], BitOperations.Log2((uint)TLanes.Count));
    }

    /// <summary>
    /// From 8 vectors of one word each to the bytes of one chaining value a lane. Either span may come back; both are overwritten.
    /// </summary>
    public static Span<TLanes> ToValues<TLanes>(Span<TLanes> words, Span<TLanes> scratch)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        LittleEndianWords.SwapToNative(MemoryMarshal.Cast<TLanes, uint>(words));
        return Shuffle(words[..ChainingWords], scratch[..ChainingWords], BitOperations.Log2(ChainingWords));
    }

    private static Span<TLanes> Shuffle<TLanes>(Span<TLanes> from, Span<TLanes> to, int times)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        for (; times > 0; times--)
        {
            // Spans of known halves: the bounds are looked at once a pass.
            var pairs = MemoryMarshal.Cast<TLanes, LanePair<TLanes>>(to);
            var first = from[..pairs.Length];
            var second = from.Slice(pairs.Length, pairs.Length);
            for (var i = 0; i < pairs.Length; i++)
                TLanes.Zip(first[i], second[i], out pairs[i].Low, out pairs[i].High);
            var free = from;
            from = to;
            to = free;
        }

        return from;
    }
}
