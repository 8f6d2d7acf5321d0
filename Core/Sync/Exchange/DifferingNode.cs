using System.Runtime.InteropServices;
using Aevrion.Core.Tree;

namespace Aevrion.Core.Sync.Exchange;

/// <summary>A node whose digests differ.</summary>
/// <param name="Address">Its place.</param>
/// <param name="LocalCount">Events under it here, 0 when it is empty here.</param>
/// <param name="IsThere">True when it is not empty at the peer.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct DifferingNode(NodeAddress Address, long LocalCount, bool IsThere);
