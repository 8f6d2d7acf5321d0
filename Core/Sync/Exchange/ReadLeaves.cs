namespace Aevrion.Core.Sync.Exchange;

/// <summary>Read the stamps of the events in these leaves. Answered by <see cref="LeavesRead"/>.</summary>
public sealed record ReadLeaves(IReadOnlyList<long> Leaves) : SyncEffect;
