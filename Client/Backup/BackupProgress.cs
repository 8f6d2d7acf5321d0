namespace Aevrion.Client;

/// <summary>How far the reading of a backup is.</summary>
/// <param name="Events">Events read.</param>
/// <param name="TotalEvents">Events in the backup.</param>
/// <param name="Bytes">Bytes read.</param>
public sealed record BackupProgress(long Events, long TotalEvents, long Bytes);
