namespace Aevrion.Silo.Http.Backup;

/// <summary>What is logged about backups.</summary>
internal static partial class BackupLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "A backup of {Events} events was taken")]
    public static partial void Taken(ILogger logger, long events);

    [LoggerMessage(Level = LogLevel.Error, Message = "A backup was broken off: {Error} Take it again; what its client has of it is no backup")]
    public static partial void Failed(ILogger logger, string error);

    [LoggerMessage(Level = LogLevel.Information, Message = "A backup of region {Region} with {Events} events was restored; {Added} of them were new")]
    public static partial void Restored(ILogger logger, string region, long events, long added);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A backup was not restored: {Error} Restore it again once that is mended; what came in before stays and is not restored twice")]
    public static partial void Rejected(ILogger logger, string error);
}
