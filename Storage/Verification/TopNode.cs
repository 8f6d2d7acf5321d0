using System.Runtime.InteropServices;
using Aevrion.Storage.Rebuild;

namespace Aevrion.Storage.Verification;

/// <summary>A node of the level that spans are cut on.</summary>
/// <param name="Truth">As its events make it; count 0 for none.</param>
/// <param name="Lacks">What the count of its row lacks.</param>
/// <param name="IsDigestWrong">True when the digest of its row is wrong.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TopNode(NodeTruth Truth, long Lacks, bool IsDigestWrong);
