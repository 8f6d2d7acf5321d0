namespace Aevrion.Client;

/// <summary>What a backup says of itself before its events.</summary>
internal sealed record BackupHeader(string Region, long TakenAt, long Events, long? FirstTimestamp, long? LastTimestamp, IReadOnlyList<string> Regions);
