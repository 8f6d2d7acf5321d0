using System.Runtime.InteropServices;
using Aevrion.Core;
using Aevrion.Core.Tree;

namespace Aevrion.Storage.Rebuild;

/// <summary>What makes a row of tree_node right, whatever was appended since the snapshot it was found wrong in.</summary>
/// <param name="Address">The node's place.</param>
/// <param name="Delta">
/// What its count lacks. An append adds the same to the events and to the count, so the difference stays what it was.
/// </param>
/// <param name="Count">The right count in the snapshot; 0 for a node without events.</param>
/// <param name="Digest">The digest of that many events; null for none.</param>
/// <param name="SeenDigestCount">
/// Of how many events the row's digest in the snapshot claimed to be; null for none. A newer one that somebody has kept since stays, unless
/// the count was wrong.
/// </param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct NodeMend(NodeAddress Address, long Delta, long Count, Hash256? Digest, long? SeenDigestCount)
{
    /// <summary>True for a node that had no row.</summary>
    public bool IsMissing => Delta == Count && Delta > 0;
}
