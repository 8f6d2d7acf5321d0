namespace Aevrion.Core.Sync.Exchange;

/// <summary>Read this region's progressive digest below a horizon. Answered by <see cref="SnapshotRead"/>.</summary>
public sealed record ReadSnapshot(long Horizon) : SyncEffect;
