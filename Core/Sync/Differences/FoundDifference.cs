using System.Runtime.InteropServices;
using Aevrion.Core.Tree;

namespace Aevrion.Core.Sync.Differences;

/// <summary>A node that an exchange has found to differ.</summary>
/// <param name="Node">Its place.</param>
/// <param name="IsRepaired">True when it was found equal since.</param>
/// <param name="AtMs">When it was found to differ, or equal again, in milliseconds since the Unix epoch.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct FoundDifference(NodeAddress Node, bool IsRepaired, long AtMs);
