namespace Aevrion.Storage.Postgres.Appending;

/// <summary>What the database answers to conditional appends.</summary>
/// <param name="FloorMs">The floor of closed time.</param>
/// <param name="NewestEra">The newest era there is.</param>
/// <param name="Position">The position in the commit log; null when nothing was added.</param>
/// <param name="Outcomes">For each append, in the order of the transaction; null when the newest era was not known and nothing was done.</param>
internal sealed record ConditionalRow(long FloorMs, short NewestEra, long? Position, ConditionalOutcome[]? Outcomes);
