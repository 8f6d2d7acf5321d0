namespace Aevrion.Storage.Backup;

/// <summary>What a backup says of itself before its events.</summary>
/// <param name="Region">The region that it was taken of.</param>
/// <param name="TakenAt">When, by the region's clock, in milliseconds since the Unix epoch.</param>
/// <param name="Granularity">Milliseconds a leaf of the region's tree spans.</param>
/// <param name="BranchingFactor">Children of a node of the tree.</param>
/// <param name="Events">Events that follow.</param>
/// <param name="FirstTimestamp">Timestamp of the first; null when there is none.</param>
/// <param name="LastTimestamp">Timestamp of the last; null when there is none.</param>
/// <param name="Regions">Names of the regions that events came from; an event names its origin by its place here.</param>
public sealed record BackupHeader(
    string Region,
    long TakenAt,
    long Granularity,
    int BranchingFactor,
    long Events,
    long? FirstTimestamp,
    long? LastTimestamp,
    IReadOnlyList<string> Regions);
