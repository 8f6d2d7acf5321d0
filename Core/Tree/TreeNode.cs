namespace Aevrion.Core.Tree;

/// <summary>A non-empty node: how many events lie under it and the digest of them.</summary>
/// <param name="Address">Its place.</param>
/// <param name="Count">Events under it, one or more.</param>
/// <param name="Digest">See <see cref="TreeDigest"/>.</param>
public readonly record struct TreeNode(NodeAddress Address, long Count, Hash256 Digest);
