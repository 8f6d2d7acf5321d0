using System.Numerics;
using static Aevrion.Core.Hashing.Blake3Constants;

namespace Aevrion.Core.Hashing;

/// <summary>
/// A part of the tree whose input is all there, hashed level by level across its width (specification section 5.3).
/// </summary>
internal static class Subtree
{
    /// <summary>
    /// The two chaining values below the subtree's top node, which itself is left to the caller: only it knows whether that is the root.
    /// </summary>
    /// <param name="input">More than one chunk.</param>
    /// <param name="counter">Position of the first chunk in the whole input; a multiple of the subtree's size.</param>
    /// <param name="pair">Receives 64 bytes, left then right.</param>
    public static void HashToPair(ReadOnlySpan<byte> input, ReadOnlySpan<uint> key, ulong counter, uint flags, Span<byte> pair)
    {
        if (Lanes16.IsSupported && input.Length > Lanes8.Count * ChunkLength)
            HashToPair<Lanes16>(input, key, counter, flags, pair);
        else if (Lanes8.IsSupported)
            HashToPair<Lanes8>(input, key, counter, flags, pair);
        else if (Lanes4.IsSupported)
            HashToPair<Lanes4>(input, key, counter, flags, pair);
        else
            HashToPair<Lanes1>(input, key, counter, flags, pair);
    }

    /// <summary>The same with lanes of the caller's choice.</summary>
    public static void HashToPair<TLanes>(ReadOnlySpan<byte> input, ReadOnlySpan<uint> key, ulong counter, uint flags, Span<byte> pair)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        Span<byte> values = stackalloc byte[Math.Max(TLanes.Count, 2) * Blake3.HashLength];
        Span<byte> parents = stackalloc byte[values.Length];
        var count = HashWide<TLanes>(input, key, counter, flags, values);
        while (count > 2)
        {
            count = ParallelNodes.HashParents<TLanes>(values[..(count * Blake3.HashLength)], key, flags, parents);
            parents[..(count * Blake3.HashLength)].CopyTo(values);
        }

        values[..BlockLength].CopyTo(pair);
    }

    // Returns how many values stand at the level it reached: at most one a lane, and at least two for more than one chunk.
    private static int HashWide<TLanes>(ReadOnlySpan<byte> input, ReadOnlySpan<uint> key, ulong counter, uint flags, Span<byte> values)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        if (input.Length <= TLanes.Count * ChunkLength)
            return HashChunks<TLanes>(input, key, counter, flags, values);
        var leftLength = LeftLength(input.Length);
        var rightCounter = counter + ((ulong)leftLength / ChunkLength);
        Span<byte> children = stackalloc byte[2 * Math.Max(TLanes.Count, 2) * Blake3.HashLength];
        var left = HashWide<TLanes>(input[..leftLength], key, counter, flags, children);
        var right = HashWide<TLanes>(input[leftLength..], key, rightCounter, flags, children[(left * Blake3.HashLength)..]);
        children = children[..((left + right) * Blake3.HashLength)];
        if (left > 1)
            return ParallelNodes.HashParents<TLanes>(children, key, flags, values);
        children.CopyTo(values);
        return 2;
    }

    private static int HashChunks<TLanes>(ReadOnlySpan<byte> input, ReadOnlySpan<uint> key, ulong counter, uint flags, Span<byte> values)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var full = input.Length / ChunkLength;
        var rest = input[(full * ChunkLength)..];
        ParallelNodes.HashChunks<TLanes>(input[..^rest.Length], key, counter, flags, values);
        if (rest.IsEmpty)
            return full;
        Chunk.WriteValue(rest, key, counter + (ulong)full, flags, values[(full * Blake3.HashLength)..]);
        return full + 1;
    }

    /// <summary>The left child takes the largest power of two chunks that leaves the right one something (section 2.1).</summary>
    private static int LeftLength(int length) => ChunkLength << BitOperations.Log2((uint)(length - 1) / ChunkLength);
}
