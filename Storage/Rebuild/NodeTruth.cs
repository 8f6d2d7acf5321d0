using System.Runtime.InteropServices;
using Aevrion.Core;
using Aevrion.Core.Tree;

namespace Aevrion.Storage.Rebuild;

/// <summary>A node as the events of a snapshot make it.</summary>
/// <param name="Address">Its place.</param>
/// <param name="Count">Events under it, one or more.</param>
/// <param name="Digest">Its digest; null where it was not taken.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct NodeTruth(NodeAddress Address, long Count, Hash256? Digest);
