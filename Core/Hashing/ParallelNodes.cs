using System.Runtime.InteropServices;
using static Aevrion.Core.Hashing.Blake3Constants;

namespace Aevrion.Core.Hashing;

/// <summary>The chaining values of neighbouring nodes of one tree: full chunks, or parents.</summary>
internal static class ParallelNodes
{
    /// <summary>Below this many nodes one after the other is faster.</summary>
    public const int MinCount = 3;

    /// <summary>Hashes full chunks that lie one behind the other.</summary>
    /// <param name="chunks">A whole number of chunks.</param>
    /// <param name="values">Receives 32 bytes for each.</param>
    public static void HashChunks<TLanes>(
        ReadOnlySpan<byte> chunks, ReadOnlySpan<uint> key, ulong counter, uint flags, Span<byte> values)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        while (chunks.Length >= MinCount * ChunkLength)
        {
            var taken = Math.Min(TLanes.Count, chunks.Length / ChunkLength);
            var shape = new NodeShape(ChunkLength, counter, CounterStep: 1, flags, ChunkStart, ChunkEnd);
            HashGroup<TLanes>(chunks[..(taken * ChunkLength)], shape, key, values);
            chunks = chunks[(taken * ChunkLength)..];
            values = values[(taken * Blake3.HashLength)..];
            counter += (ulong)taken;
        }

        for (; !chunks.IsEmpty; chunks = chunks[ChunkLength..], values = values[Blake3.HashLength..])
            Chunk.WriteValue(chunks[..ChunkLength], key, counter++, flags, values);
    }

    /// <summary>Hashes pairs of chaining values; an odd one at the end moves up unchanged.</summary>
    /// <returns>How many values were written.</returns>
    public static int HashParents<TLanes>(ReadOnlySpan<byte> children, ReadOnlySpan<uint> key, uint flags, Span<byte> values)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var written = 0;
        while (children.Length >= MinCount * BlockLength)
        {
            var taken = Math.Min(TLanes.Count, children.Length / BlockLength);
            var shape = new NodeShape(BlockLength, 0, CounterStep: 0, flags | Parent, 0, 0);
            HashGroup<TLanes>(children[..(taken * BlockLength)], shape, key, values[(written * Blake3.HashLength)..]);
            children = children[(taken * BlockLength)..];
            written += taken;
        }

        for (; children.Length >= BlockLength; children = children[BlockLength..], written++)
            NodeOutput.OfParent(children, key, flags).WriteValue(values[(written * Blake3.HashLength)..]);
        if (children.IsEmpty)
            return written;
        children.CopyTo(values[(written * Blake3.HashLength)..]);
        return written + 1;
    }

    // Lanes without a node of their own hash the last one again; their results are dropped.
    private static void HashGroup<TLanes>(ReadOnlySpan<byte> nodes, in NodeShape shape, ReadOnlySpan<uint> key, Span<byte> values)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        Span<TLanes> state = stackalloc TLanes[ChainingWords];
        Span<TLanes> blocks = stackalloc TLanes[BlockWords];
        Span<TLanes> scratch = stackalloc TLanes[BlockWords];
        var last = nodes.Length - shape.Length;
        Counters<TLanes>(shape, scratch);
        var (counterLow, counterHigh) = (scratch[0], scratch[1]);
        for (var i = 0; i < ChainingWords; i++)
            state[i] = TLanes.Broadcast(key[i]);
        for (var at = 0; at < shape.Length; at += BlockLength)
        {
            var bytes = MemoryMarshal.AsBytes(blocks);
            for (var lane = 0; lane < TLanes.Count; lane++)
                nodes.Slice(Math.Min(lane * shape.Length, last) + at, BlockLength).CopyTo(bytes.Slice(lane * BlockLength, BlockLength));
            var words = LaneOrder.ToWords(blocks, scratch);
            ParallelCompression.Compress(
                state, words, counterLow, counterHigh, TLanes.Broadcast(BlockLength), TLanes.Broadcast(shape.FlagsAt(at)));
        }

        var count = nodes.Length / shape.Length;
        MemoryMarshal.AsBytes(LaneOrder.ToValues(state, scratch))[..(count * Blake3.HashLength)].CopyTo(values);
    }

    private static void Counters<TLanes>(in NodeShape shape, Span<TLanes> lowAndHigh)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var words = MemoryMarshal.Cast<TLanes, uint>(lowAndHigh);
        for (var lane = 0; lane < TLanes.Count; lane++)
        {
            var counter = shape.Counter + (shape.CounterStep * (ulong)lane);
            words[lane] = (uint)counter;
            words[TLanes.Count + lane] = (uint)(counter >> 32);
        }
    }
}
