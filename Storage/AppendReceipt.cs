namespace Aevrion.Storage;

/// <summary>What came of an append that is durable.</summary>
/// <param name="Added">For each event, in order: true when this append added it.</param>
/// <param name="Position">The transaction's position in the <see cref="Commits.ICommitLog"/>; null when nothing was new.</param>
public sealed record AppendReceipt(IReadOnlyList<bool> Added, long? Position);
