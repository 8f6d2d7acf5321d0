namespace Aevrion.Storage.Backup;

/// <summary>What a backup says of a database before its events.</summary>
/// <param name="Events">Events, by the tree.</param>
/// <param name="FirstTimestamp">The lowest timestamp; null when there is none.</param>
/// <param name="LastTimestamp">The highest.</param>
/// <param name="Regions">The regions by number, ascending.</param>
internal sealed record BackupFacts(long Events, long? FirstTimestamp, long? LastTimestamp, IReadOnlyList<(short Number, string Name)> Regions);
