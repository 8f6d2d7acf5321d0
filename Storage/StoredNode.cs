using Aevrion.Core;
using Aevrion.Core.Tree;

namespace Aevrion.Storage;

/// <summary>A row of the time tree.</summary>
/// <param name="Address">The node's place.</param>
/// <param name="Count">Events under it: transactional truth.</param>
/// <param name="Digest">The digest kept, null when there is none or it was taken of another number of events than <paramref name="Count"/>.</param>
public readonly record struct StoredNode(NodeAddress Address, long Count, Hash256? Digest)
{
    /// <summary>The node with its digest; null when the digest must be taken anew.</summary>
    public TreeNode? Fresh => Digest is { } digest ? new TreeNode(Address, Count, digest) : null;
}
