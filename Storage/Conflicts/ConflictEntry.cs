namespace Aevrion.Storage.Conflicts;

/// <summary>A conflict: a version that lost to a concurrent write, beside the one that wins.</summary>
/// <param name="Key">The key.</param>
/// <param name="Winner">The latest version of the key.</param>
/// <param name="Loser">The version that lost.</param>
public sealed record ConflictEntry(string Key, VersionEntry Winner, VersionEntry Loser);
