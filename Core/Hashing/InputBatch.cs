using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using static Aevrion.Core.Hashing.Blake3Constants;

namespace Aevrion.Core.Hashing;

/// <summary>
/// Many independent inputs, one a lane. A lane whose input ends takes the next one at once, so that short inputs do not wait for
/// long ones beside them. Inputs of more than a chunk are hashed apart: they fill the lanes by themselves.
/// </summary>
/// <param name="output">One hash an input.</param>
internal ref struct InputBatch(ReadOnlySpan<byte> buffer, ReadOnlySpan<int> offsets, ReadOnlySpan<int> lengths, Span<byte> output)
{
    /// <summary>As many set bytes as a block has, and as many others.</summary>
    private static ReadOnlySpan<byte> TailMask =>
    [
        255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
        255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    ];

    private readonly ReadOnlySpan<byte> _buffer = buffer;
    private readonly ReadOnlySpan<int> _offsets = offsets;
    private readonly ReadOnlySpan<int> _lengths = lengths;
    private readonly Span<byte> _output = output;
    private int _taken;

    /// <summary>One after the other, for few inputs or without vectors.</summary>
    public readonly void HashEach()
    {
        for (var i = 0; i < _lengths.Length; i++)
            Blake3.Hash(_buffer.Slice(_offsets[i], _lengths[i]), HashOf(i));
    }

    /// <summary>As many at once as there are lanes.</summary>
    [SkipLocalsInit]
    public void Hash<TLanes>()
        where TLanes : unmanaged, ILanes<TLanes>
    {
        Span<LaneInput> lanes = stackalloc LaneInput[TLanes.Count];
        Span<TLanes> state = stackalloc TLanes[ChainingWords];
        Span<TLanes> blocks = stackalloc TLanes[BlockWords];
        Span<TLanes> scratch = stackalloc TLanes[BlockWords];
        var step = new LaneStep<TLanes>(stackalloc TLanes[LaneStep<TLanes>.Size]);
        step.Reset();
        var active = 0;
        for (var i = 0; i < lanes.Length; i++)
            active += Begin(i, lanes, step) ? 1 : 0;
        while (active > 0)
        {
            var anyEnds = Stage(lanes, MemoryMarshal.AsBytes(blocks), step);
            var message = LaneOrder.ToWords(blocks, scratch);
            step.Restart(state);
            ParallelCompression.Compress(state, message, default, default, step.BlockLengths, step.Flags);
            step.Reset();
            if (!anyEnds)
                continue;
            state.CopyTo(blocks);
            active -= Replace(lanes, MemoryMarshal.AsBytes(LaneOrder.ToValues(blocks, scratch)), step);
        }
    }

    // Puts the lanes' next blocks in place and says whether an input ends with its.
    private readonly bool Stage<TLanes>(scoped Span<LaneInput> lanes, scoped Span<byte> blocks, scoped LaneStep<TLanes> step)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var anyEnds = false;
        for (var i = 0; i < lanes.Length; i++)
        {
            ref var lane = ref lanes[i];
            if (lane.IsIdle)
                continue;
            StageBlock(lane.Offset, lane.Remaining, blocks.Slice(i * BlockLength, BlockLength));
            if (lane.Remaining > BlockLength)
            {
                lane.Offset += BlockLength;
                lane.Remaining -= BlockLength;
                continue;
            }

            step.End(i, lane.Remaining);
            lane.End();
            anyEnds = true;
        }

        return anyEnds;
    }

    private readonly void StageBlock(int offset, int remaining, scoped Span<byte> block)
    {
        if (remaining >= BlockLength)
        {
            // A length that the compiler knows is copied without a call.
            _buffer.Slice(offset, BlockLength).CopyTo(block);
            return;
        }

        if (_buffer.Length - offset >= BlockLength)
        {
            // What follows the input in the buffer is masked away, which takes no call either.
            var input = _buffer.Slice(offset, BlockLength);
            var mask = TailMask.Slice(BlockLength - remaining, BlockLength);
            for (var i = 0; i < BlockLength; i += Vector256<byte>.Count)
                (Vector256.Create(input[i..]) & Vector256.Create(mask[i..])).CopyTo(block[i..]);
            return;
        }

        _buffer.Slice(offset, remaining).CopyTo(block);
        block[remaining..].Clear();
    }

    // Writes the hashes of the inputs that ended, begins others in their lanes and returns how many lanes got none.
    private int Replace<TLanes>(scoped Span<LaneInput> lanes, scoped ReadOnlySpan<byte> hashes, scoped LaneStep<TLanes> step)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var idle = 0;
        for (var i = 0; i < lanes.Length; i++)
        {
            if (!lanes[i].HasEnded)
                continue;
            hashes.Slice(i * Blake3.HashLength, Blake3.HashLength).CopyTo(HashOf(lanes[i].Index));
            idle += Begin(i, lanes, step) ? 0 : 1;
        }

        return idle;
    }

    private bool Begin<TLanes>(int lane, scoped Span<LaneInput> lanes, scoped LaneStep<TLanes> step)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        if (!TryTake(ref lanes[lane]))
            return false;
        step.Begin(lane);
        return true;
    }

    // Field by field: a copy of what was just written would wait for it.
    private bool TryTake(ref LaneInput lane)
    {
        while (_taken < _lengths.Length)
        {
            var index = _taken++;
            var (offset, length) = (_offsets[index], _lengths[index]);
            var input = _buffer.Slice(offset, length);
            if (length <= ChunkLength)
            {
                lane.Index = index;
                lane.Offset = offset;
                lane.Remaining = length;
                return true;
            }

            Blake3.Hash(input, HashOf(index));
        }

        lane.SetIdle();
        return false;
    }

    private readonly Span<byte> HashOf(int index) => _output.Slice(index * Blake3.HashLength, Blake3.HashLength);
}
