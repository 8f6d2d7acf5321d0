namespace Aevrion.Storage;

/// <summary>What came of conditional appends; what was added is durable.</summary>
/// <param name="Outcomes">For each of them, in order.</param>
/// <param name="FloorMs">The first open millisecond since the Unix epoch.</param>
/// <param name="Position">The transaction's position in the <see cref="Commits.ICommitLog"/>; null when nothing was added.</param>
public sealed record ConditionalReceipt(IReadOnlyList<ConditionalOutcome> Outcomes, long FloorMs, long? Position);
