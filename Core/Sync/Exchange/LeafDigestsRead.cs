using Aevrion.Core.Tree;

namespace Aevrion.Core.Sync.Exchange;

/// <summary>Answers <see cref="ReadLeafDigests"/>: ascending by leaf.</summary>
public sealed record LeafDigestsRead(IReadOnlyList<LeafState> Leaves) : SyncInput;
