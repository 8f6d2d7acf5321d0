using System.Runtime.InteropServices;

namespace Aevrion.Core.Sync.Frontiers;

/// <summary>The digest of everything that a region holds below a leaf that it has closed.</summary>
/// <param name="Leaf">One past the last leaf covered, 1 or more.</param>
/// <param name="Digest">See <see cref="Tree.TreeDigest.OfRoot"/>.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct HistoryDigest(long Leaf, Hash256 Digest);
