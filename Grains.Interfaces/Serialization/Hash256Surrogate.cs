using System.Runtime.InteropServices;
using Orleans;

namespace Aevrion.Grains.Interfaces.Serialization;

/// <summary>How a <see cref="Core.Hash256"/> crosses a grain boundary: its 32 bytes.</summary>
[GenerateSerializer]
[Alias("aevrion.hash256")]
[StructLayout(LayoutKind.Auto)]
public readonly struct Hash256Surrogate
{
    /// <summary>The bytes.</summary>
    [Id(0)]
    public byte[] Bytes { get; init; }
}
