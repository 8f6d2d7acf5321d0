namespace Aevrion.Storage.Backup;

/// <summary>What the events of a backup come to.</summary>
/// <param name="Events">Events in the backup.</param>
/// <param name="Deletions">Those among them that are deletions.</param>
/// <param name="Digest">
/// The root digest of a tree of these events alone, of all time and the header's shape, in hexadecimal; null when there are no events.
/// </param>
public sealed record BackupTrailer(long Events, long Deletions, string? Digest);
