namespace Aevrion.Storage.Conflicts;

/// <summary>Which conflicts to list.</summary>
/// <param name="Prefix">What the keys begin with; empty for all.</param>
/// <param name="After">Only what comes behind it in the list, of a key with the prefix; null for the beginning.</param>
/// <param name="Limit">Most entries, 1 to <see cref="StorageLimits.MaxPage"/> + 1.</param>
/// <param name="IncludeValues">Read the values of both sides too.</param>
/// <param name="MaxBytes">The list stops after the entry that takes the sum of the values over it, so one entry at least is answered.</param>
public sealed record ConflictQuery(string Prefix, ConflictRow? After, int Limit, bool IncludeValues, long MaxBytes);
