namespace Aevrion.Client;

/// <summary>A backup that was read to its end and found whole.</summary>
/// <param name="Region">The region that it was taken of.</param>
/// <param name="TakenAt">When, by the region's clock, in milliseconds since the Unix epoch.</param>
/// <param name="Events">Events in it.</param>
/// <param name="Deletions">Those among them that are deletions.</param>
/// <param name="FirstTimestamp">Timestamp of the first event; null when there is none.</param>
/// <param name="LastTimestamp">Timestamp of the last.</param>
/// <param name="Digest">Digest of the events: that of the tree of a region which holds them and no others.</param>
/// <param name="Bytes">Size of the backup.</param>
/// <param name="Checksum">The last block's checksum, which stands for the whole file: equal checksums mean equal backups.</param>
public sealed record BackupReport(
    string Region,
    long TakenAt,
    long Events,
    long Deletions,
    long? FirstTimestamp,
    long? LastTimestamp,
    string? Digest,
    long Bytes,
    string Checksum);
