using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using static Aevrion.Core.Hashing.Blake3Constants;

namespace Aevrion.Core.Hashing;

/// <summary>
/// Subtrees that wait for their right siblings, largest first (specification section 5.1.2). Two of the same size are merged only
/// when something follows, because until then their parent may be the root.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal struct ChainingValueStack
{
    private Values _values;
    private int _count;

    public void Clear() => _count = 0;

    /// <summary>Adds a subtree after merging all that is complete before it.</summary>
    /// <param name="chunksBefore">Chunks of the input to the left of the subtree.</param>
    public void Push(ReadOnlySpan<byte> value, ulong chunksBefore, ReadOnlySpan<uint> key, uint flags)
    {
        Merge(chunksBefore, key, flags);
        value[..Blake3.HashLength].CopyTo(((Span<byte>)_values)[(_count * Blake3.HashLength)..]);
        _count++;
    }

    /// <summary>Merges until there is one subtree for each bit that is set in the number of chunks.</summary>
    public void Merge(ulong chunks, ReadOnlySpan<uint> key, uint flags)
    {
        for (var complete = BitOperations.PopCount(chunks); _count > complete; _count--)
        {
            var pair = ((Span<byte>)_values).Slice((_count - 2) * Blake3.HashLength, BlockLength);
            NodeOutput.OfParent(pair, key, flags).WriteValue(pair);
        }
    }

    /// <summary>
    /// Joins the last chunk with everything to its left. An empty one stands for no chunk: then the top two subtrees are the last.
    /// </summary>
    public readonly NodeOutput ToRoot(ChunkState lastChunk, ReadOnlySpan<uint> key, uint flags)
    {
        ReadOnlySpan<byte> values = _values;
        var left = _count;
        NodeOutput node;
        if (lastChunk.Length > 0 || left == 0)
        {
            node = lastChunk.ToOutput();
        }
        else
        {
            left -= 2;
            node = NodeOutput.OfParent(values[(left * Blake3.HashLength)..], key, flags);
        }

        Span<byte> pair = stackalloc byte[BlockLength];
        while (left > 0)
        {
            left--;
            values.Slice(left * Blake3.HashLength, Blake3.HashLength).CopyTo(pair);
            node.WriteValue(pair[Blake3.HashLength..]);
            node = NodeOutput.OfParent(pair, key, flags);
        }

        return node;
    }

    // One more than the depth, because merging waits.
    [InlineArray((MaxTreeDepth + 1) * Blake3.HashLength)]
    private struct Values
    {
        private byte _first;
    }
}
