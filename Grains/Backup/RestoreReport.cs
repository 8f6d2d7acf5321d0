using Aevrion.Storage.Backup;

namespace Aevrion.Grains.Backup;

/// <summary>What a restore came to: every event of the backup is durable in the region.</summary>
/// <param name="Header">What the backup says of itself.</param>
/// <param name="Trailer">What its events come to.</param>
/// <param name="Added">Events that the region did not have.</param>
/// <param name="Count">Events that the region has now.</param>
/// <param name="IsIdentical">True when the region has the events of the backup and no others, which its digest proves.</param>
public sealed record RestoreReport(BackupHeader Header, BackupTrailer Trailer, long Added, long Count, bool IsIdentical);
