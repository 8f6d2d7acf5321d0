using Aevrion.Core.Events;

namespace Aevrion.Storage.Conflicts;

/// <summary>A version that lost to a concurrent write.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Loser">The version.</param>
public readonly record struct ConflictRow(string Key, EventStamp Loser);
