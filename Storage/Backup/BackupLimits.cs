namespace Aevrion.Storage.Backup;

/// <summary>Limits of backups and of the files that they are written to.</summary>
public static class BackupLimits
{
    /// <summary>The version of the format that is written, and the only one that is read.</summary>
    public const int FormatVersion = 1;

    /// <summary>Most bytes of a block, before and after compression (8 MiB).</summary>
    public const int MaxBlockBytes = 8 * 1024 * 1024;

    /// <summary>A block of events ends with the event that takes it over so many bytes (1 MiB).</summary>
    public const int TargetBlockBytes = 1024 * 1024;

    /// <summary>Most events in a block.</summary>
    public const int MaxBlockEvents = 5_000;

    /// <summary>Most parents that an event was found to have beside those it came with; one with more cannot be backed up.</summary>
    public const int MaxLaterParents = 32_768;

    /// <summary>Blocks of a restore that are being made durable at one time.</summary>
    public const int RestoredBlocksInFlight = 4;

    /// <summary>Events read with one query.</summary>
    internal const int PageEvents = 10_000;

    /// <summary>How hard blocks are compressed: fast rather than small.</summary>
    internal const int CompressionQuality = 2;

    /// <summary>Bytes that compression looks back, as a power of two (4 MiB).</summary>
    internal const int CompressionWindowBits = 22;
}
