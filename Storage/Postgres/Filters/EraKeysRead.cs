namespace Aevrion.Storage.Postgres.Filters;

/// <summary>The keys of an era.</summary>
/// <param name="Changes">How often the era had grown late.</param>
/// <param name="Hashes">Hashes of its different keys; null when they are too many for a filter.</param>
internal sealed record EraKeysRead(long Changes, IReadOnlyList<ulong>? Hashes);
