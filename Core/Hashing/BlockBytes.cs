using System.Runtime.CompilerServices;

namespace Aevrion.Core.Hashing;

/// <summary>One block of input, zero-padded behind what has arrived.</summary>
[InlineArray(Blake3Constants.BlockLength)]
internal struct BlockBytes
{
    private byte _first;
}
