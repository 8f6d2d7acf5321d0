namespace Aevrion.Storage.Backup;

/// <summary>A backup cannot be taken, or cannot be read: what was found wrong is never passed on. The message says what it was and what to do.</summary>
public sealed class BackupRejectedException : Exception
{
    public BackupRejectedException(string message)
        : base(message)
    {
    }

    public BackupRejectedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
