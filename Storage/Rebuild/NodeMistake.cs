using System.Runtime.InteropServices;

namespace Aevrion.Storage.Rebuild;

/// <summary>A row of tree_node that is not what the events of its snapshot make it.</summary>
/// <param name="Truth">What it should be; count 0 where there should be none.</param>
/// <param name="Row">What it is; null where there is none.</param>
/// <param name="IsCountWrong">True when its count is another.</param>
/// <param name="IsDigestWrong">True when its digest counts as valid, now or later, and is another.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct NodeMistake(NodeTruth Truth, TreeRow? Row, bool IsCountWrong, bool IsDigestWrong);
