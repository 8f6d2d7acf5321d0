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
    public uint BlockLength;
    public ulong Counter;
    public uint Flags;

    public static NodeOutput OfParent(ReadOnlySpan<uint> left, ReadOnlySpan<uint> right, ChainingValue key, uint flags)
    {
        var node = new NodeOutput { Input = key, BlockLength = Blake3Constants.BlockLength, Flags = flags | Parent };
        Span<byte> block = node.Block;
        LittleEndianWords.Write(left, block[..Blake3.HashLength]);
        LittleEndianWords.Write(right, block[Blake3.HashLength..]);
        return node;
    }

    public readonly ChainingValue ToChainingValue()
    {
        var value = Input;
        Compression.Compress(value, Block, BlockLength, Counter, Flags);
        return value;
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
