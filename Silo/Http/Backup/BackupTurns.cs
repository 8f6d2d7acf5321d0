namespace Aevrion.Silo.Http.Backup;

/// <summary>Lets a silo take one backup and run one restore at a time. Safe for concurrent use.</summary>
internal sealed class BackupTurns
{
    private int _backups;
    private int _restores;

    /// <summary>True when a backup may be taken; then <see cref="EndBackup"/> follows.</summary>
    public bool TryBeginBackup() => Interlocked.CompareExchange(ref _backups, 1, 0) == 0;

    public void EndBackup() => Interlocked.Exchange(ref _backups, 0);

    /// <summary>True when a restore may be run; then <see cref="EndRestore"/> follows.</summary>
    public bool TryBeginRestore() => Interlocked.CompareExchange(ref _restores, 1, 0) == 0;

    public void EndRestore() => Interlocked.Exchange(ref _restores, 0);
}
