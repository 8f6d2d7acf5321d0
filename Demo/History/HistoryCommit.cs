namespace Aevrion.Demo.History;

/// <summary>One step of a history: some paths changed at the same time.</summary>
/// <param name="TimestampMs">Milliseconds since the Unix epoch.</param>
internal sealed record HistoryCommit(long TimestampMs, string Subject, IReadOnlyList<PathChange> Changes);
