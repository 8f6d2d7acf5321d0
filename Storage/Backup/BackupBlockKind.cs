namespace Aevrion.Storage.Backup;

/// <summary>What a block of a backup holds. The numbers are part of the format.</summary>
internal enum BackupBlockKind : byte
{
    /// <summary>None; no block has it.</summary>
    None = 0,

    /// <summary>Whose backup it is; the first block.</summary>
    Header = 1,

    /// <summary>Events, in (timestamp, id) order.</summary>
    Events = 2,

    /// <summary>What all events come to; the last block of a whole backup.</summary>
    Trailer = 3,

    /// <summary>Why there is no trailer; the last block of a backup that failed.</summary>
    Failure = 4,
}
