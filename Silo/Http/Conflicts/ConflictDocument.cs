using Aevrion.Silo.Http.History;

namespace Aevrion.Silo.Http.Conflicts;

/// <summary>A version that lost to a concurrent write, beside the one that wins.</summary>
internal sealed record ConflictDocument(string Key, VersionDocument Winner, VersionDocument Loser);
