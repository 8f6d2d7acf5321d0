using Aevrion.Core.Events;

namespace Aevrion.Core.Sync.Exchange;

/// <summary>Answers <see cref="ReadLeaves"/>: stamps a leaf, in (timestamp, id) order; empty leaves are absent.</summary>
public sealed record LeavesRead(IReadOnlyDictionary<long, IReadOnlyList<EventStamp>> Leaves) : SyncInput;
