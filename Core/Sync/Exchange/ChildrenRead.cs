using Aevrion.Core.Tree;

namespace Aevrion.Core.Sync.Exchange;

/// <summary>Answers <see cref="ReadChildren"/>.</summary>
public sealed record ChildrenRead(IReadOnlyList<TreeNode> Children) : SyncInput;
