namespace Aevrion.Client;

/// <summary>Why a backup was broken off.</summary>
internal sealed record BackupFailure(string Error);
