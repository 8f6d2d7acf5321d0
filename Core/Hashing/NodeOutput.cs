using System.Runtime.InteropServices;
using static Aevrion.Core.Hashing.Blake3Constants;

namespace Aevrion.Core.Hashing;

/// <summary>
/// A node of the tree short of its last compression: whether that is the root's, and how much output it gives, is only
/// known when the input ends.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal struct NodeOutput
{
    public ChainingValue Input;
    public BlockBytes Block;
    public int BlockLength;
    public ulong Counter;
    public uint Flags;

    /// <summary>A node with two children.</summary>
    /// <param name="children">Starts with the children's chaining values, 64 bytes.</param>
    public static NodeOutput OfParent(ReadOnlySpan<byte> children, ReadOnlySpan<uint> key, uint flags)
    {
        var node = new NodeOutput { Input = ChainingValue.From(key), BlockLength = Blake3Constants.BlockLength, Flags = flags | Parent };
        children[..Blake3Constants.BlockLength].CopyTo(node.Block);
        return node;
    }

    /// <summary>Writes the node's 32-byte chaining value.</summary>
    public readonly void WriteValue(Span<byte> value)
    {
        var words = Input;
        Compression.Compress(words, Block, BlockLength, Counter, Flags);
        LittleEndianWords.Write(words, value[..Blake3.HashLength]);
    }

    /// <summary>The root's output from byte <paramref name="offset"/> on: block i of it is the compression with counter i.</summary>
    public readonly void WriteRoot(Span<byte> output, ulong offset)
    {
        Span<uint> words = stackalloc uint[BlockWords];
        Span<byte> bytes = stackalloc byte[Blake3Constants.BlockLength];
        while (!output.IsEmpty)
        {
            Compression.CompressExtended(Input, Block, BlockLength, offset / Blake3Constants.BlockLength, Flags | Root, words);
            LittleEndianWords.Write(words, bytes);
            var available = bytes[(int)(offset % Blake3Constants.BlockLength)..];
            var taken = Math.Min(available.Length, output.Length);
            available[..taken].CopyTo(output);
            output = output[taken..];
            offset += (ulong)taken;
        }
    }
}
