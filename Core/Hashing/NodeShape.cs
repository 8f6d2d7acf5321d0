using System.Runtime.InteropServices;
using static Aevrion.Core.Hashing.Blake3Constants;

namespace Aevrion.Core.Hashing;

/// <summary>What nodes that are hashed side by side have in common.</summary>
/// <param name="Length">Bytes of each node, a whole number of blocks.</param>
/// <param name="Counter">Of the first node.</param>
/// <param name="CounterStep">From one node to the next.</param>
/// <param name="Flags">Of every block.</param>
/// <param name="StartFlag">Also of the first block.</param>
/// <param name="EndFlag">Also of the last block.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct NodeShape(int Length, ulong Counter, ulong CounterStep, uint Flags, uint StartFlag, uint EndFlag)
{
    public uint FlagsAt(int offset) =>
        Flags | (offset == 0 ? StartFlag : 0) | (offset + BlockLength == Length ? EndFlag : 0);
}
