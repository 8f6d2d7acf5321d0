using System.Diagnostics.CodeAnalysis;

namespace Aevrion.Core.Hashing;

/// <summary>
/// One 32-bit word of each of several independent compressions: the unit in which many nodes are hashed at once (specification
/// section 5.3). Implementations differ in width only, so that one kernel serves every processor.
/// </summary>
internal interface ILanes<TSelf>
    where TSelf : unmanaged, ILanes<TSelf>
{
    /// <summary>How many compressions run side by side: a power of two, at most 16.</summary>
    static abstract int Count { get; }

    static abstract TSelf operator +(TSelf left, TSelf right);

    static abstract TSelf operator ^(TSelf left, TSelf right);

    static abstract TSelf operator &(TSelf left, TSelf right);

    static abstract TSelf Broadcast(uint word);

    static abstract TSelf RotateRight(TSelf words, [ConstantExpected(Min = 1, Max = 31)] byte bits);

    /// <summary>Interleaves two vectors: first₀ second₀ first₁ second₁ …, the lower half of that and the upper.</summary>
    static abstract void Zip(TSelf first, TSelf second, out TSelf low, out TSelf high);
}
