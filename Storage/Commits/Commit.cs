using Aevrion.Core.Events;

namespace Aevrion.Storage.Commits;

/// <summary>A transaction that added events.</summary>
/// <param name="Position">Its place in the order of commits: higher than that of every commit before it, with holes in between.</param>
/// <param name="AtMs">When it ended, in milliseconds since the Unix epoch by the store's clock; never lower than that of the commit before it.</param>
/// <param name="Stamps">The events that were new, one at least, in (timestamp, id) order; empty when the reader said that it knows them.</param>
public sealed record Commit(long Position, long AtMs, IReadOnlyList<EventStamp> Stamps);
