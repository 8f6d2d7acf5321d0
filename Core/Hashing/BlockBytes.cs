using System.Runtime.CompilerServices;

namespace Aevrion.Core.Hashing;

/// <summary>One block of input.</summary>
[InlineArray(Blake3Constants.BlockLength)]
internal struct BlockBytes
{
    private byte _first;
}
