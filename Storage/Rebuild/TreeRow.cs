using System.Runtime.InteropServices;
using Aevrion.Core;
using Aevrion.Core.Tree;

namespace Aevrion.Storage.Rebuild;

/// <summary>A row of tree_node as it stands, right or wrong.</summary>
/// <param name="Address">The node's place; one that no tree has, maybe.</param>
/// <param name="Count">Events under it.</param>
/// <param name="Digest">The digest kept; null for none.</param>
/// <param name="DigestCount">Of how many events it was taken; null for none.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TreeRow(NodeAddress Address, long Count, Hash256? Digest, long? DigestCount);
