using System.Runtime.InteropServices;

namespace Aevrion.Core.Hashing;

/// <summary>How far one lane has come with its input, of at most a chunk.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct LaneInput
{
    private const int Ended = -1;

    /// <summary>Number of the input in the batch; negative when the lane is idle.</summary>
    public int Index;

    /// <summary>Where its next block begins in the buffer.</summary>
    public int Offset;

    /// <summary>Bytes left, the next block's included.</summary>
    public int Remaining;

    public readonly bool IsIdle => Index < 0;

    public readonly bool HasEnded => Remaining == Ended;

    public void End() => Remaining = Ended;

    public void SetIdle()
    {
        Index = -1;
        Remaining = 0;
    }
}
