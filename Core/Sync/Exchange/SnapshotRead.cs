using Aevrion.Core.Tree;

namespace Aevrion.Core.Sync.Exchange;

/// <summary>Answers <see cref="ReadSnapshot"/>.</summary>
public sealed record SnapshotRead(TreeSnapshot Snapshot) : SyncInput;
