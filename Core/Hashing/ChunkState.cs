using System.Runtime.InteropServices;
using static Aevrion.Core.Hashing.Blake3Constants;

namespace Aevrion.Core.Hashing;

/// <summary>
/// One chunk on its way (specification section 2.4). The last block is held back until more input proves that it is not the last.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal struct ChunkState
{
    private readonly uint _flags;
    private ChainingValue _value;
    private BlockBytes _block;
    private int _blockLength;
    private int _blocksCompressed;

    public ChunkState(ReadOnlySpan<uint> key, ulong counter, uint flags)
    {
        _value = ChainingValue.From(key);
        Counter = counter;
        _flags = flags;
    }

    /// <summary>Position of the chunk in the input, in chunks.</summary>
    public ulong Counter { get; }

    public readonly int Length => (_blocksCompressed * BlockLength) + _blockLength;

    private readonly uint StartFlag => _blocksCompressed == 0 ? ChunkStart : 0;

    /// <summary>Takes input; the caller gives no more than the chunk still holds.</summary>
    public void Update(ReadOnlySpan<byte> input)
    {
        while (!input.IsEmpty)
        {
            if (_blockLength == BlockLength)
            {
                CompressBlock(_block);
                _blockLength = 0;
            }

            while (_blockLength == 0 && input.Length > BlockLength)
            {
                CompressBlock(input[..BlockLength]);
                input = input[BlockLength..];
            }

            var taken = Math.Min(BlockLength - _blockLength, input.Length);
            input[..taken].CopyTo(((Span<byte>)_block)[_blockLength..]);
            _blockLength += taken;
            input = input[taken..];
        }
    }

    public readonly NodeOutput ToOutput()
    {
        var output = new NodeOutput
        {
            Input = _value,
            BlockLength = _blockLength,
            Counter = Counter,
            Flags = _flags | StartFlag | ChunkEnd,
        };
        ((ReadOnlySpan<byte>)_block)[.._blockLength].CopyTo(output.Block);
        return output;
    }

    private void CompressBlock(ReadOnlySpan<byte> block)
    {
        Compression.Compress(_value, block, BlockLength, Counter, _flags | StartFlag);
        _blocksCompressed++;
    }
}
