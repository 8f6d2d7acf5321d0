using System.Runtime.InteropServices;

namespace Aevrion.Core.Tree;

/// <summary>A non-empty leaf.</summary>
/// <param name="Leaf">Its index.</param>
/// <param name="Count">Events in it, one or more.</param>
/// <param name="Digest">See <see cref="TreeDigest.OfLeaf"/>.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct LeafState(long Leaf, long Count, Hash256 Digest);
