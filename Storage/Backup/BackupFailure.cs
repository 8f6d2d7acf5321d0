namespace Aevrion.Storage.Backup;

/// <summary>Why a backup was broken off.</summary>
/// <param name="Error">For a person to read; says what to do.</param>
internal sealed record BackupFailure(string Error);
