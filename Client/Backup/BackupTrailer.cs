namespace Aevrion.Client;

/// <summary>What the events of a backup come to.</summary>
internal sealed record BackupTrailer(long Events, long Deletions, string? Digest);
