using Aevrion.Core.Tree;

namespace Aevrion.Core.Sync.Exchange;

/// <summary>Read the non-empty children of inner nodes of one level. Answered by <see cref="ChildrenRead"/>.</summary>
public sealed record ReadChildren(IReadOnlyList<NodeAddress> Parents) : SyncEffect;
