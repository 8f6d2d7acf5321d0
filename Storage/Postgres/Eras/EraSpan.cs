namespace Aevrion.Storage.Postgres.Eras;

/// <summary>A span of time whose events are of one era.</summary>
/// <param name="FromMs">Its first millisecond.</param>
/// <param name="Number">The era.</param>
internal readonly record struct EraSpan(long FromMs, short Number);
