using System.Runtime.InteropServices;
using static Aevrion.Core.Hashing.Blake3Constants;

namespace Aevrion.Core.Hashing;

/// <summary>What differs between the lanes in one step. Unless it is told otherwise a lane has a full block amid its chunk.</summary>
/// <remarks>Words are written and never read: reading one back from a vector just written would wait for it, lane after lane.</remarks>
/// <param name="vectors">Room for <see cref="Size"/>.</param>
internal readonly ref struct LaneStep<TLanes>(Span<TLanes> vectors)
    where TLanes : unmanaged, ILanes<TLanes>
{
    /// <summary>Vectors that a step takes.</summary>
    public const int Size = 4;

    private readonly Span<TLanes> _vectors = vectors[..Size];
    private readonly Span<uint> _words = MemoryMarshal.Cast<TLanes, uint>(vectors[..Size]);

    public TLanes BlockLengths => _vectors[1];

    public TLanes Flags => _vectors[2] ^ _vectors[3];

    // All bits set where a lane begins.
    private TLanes Begins => _vectors[0];

    public void Reset()
    {
        _vectors[0] = default;
        _vectors[1] = TLanes.Broadcast(BlockLength);
        _vectors[2] = default;
        _vectors[3] = default;
    }

    /// <summary>The lane's block is the first of its chunk.</summary>
    public void Begin(int lane)
    {
        _words[lane] = uint.MaxValue;
        _words[(2 * TLanes.Count) + lane] = ChunkStart;
    }

    /// <summary>The lane's block is the last of its input.</summary>
    public void End(int lane, int blockLength)
    {
        _words[TLanes.Count + lane] = (uint)blockLength;
        _words[(3 * TLanes.Count) + lane] = ChunkEnd | Root;
    }

    /// <summary>Gives the lanes that begin the initial value in place of what they ended with.</summary>
    public void Restart(Span<TLanes> state)
    {
        var begins = Begins;
        for (var i = 0; i < ChainingWords; i++)
            state[i] ^= (state[i] ^ TLanes.Broadcast(InitialValue[i])) & begins;
    }
}
