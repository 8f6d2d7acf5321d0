namespace Aevrion.Storage.Commits;

/// <summary>Where an event is in the log.</summary>
/// <param name="Position">Of its commit.</param>
/// <param name="Index">Of the event among those of the commit, from 0.</param>
public readonly record struct CommitPlace(long Position, int Index);
