using Microsoft.Extensions.Logging;

namespace Aevrion.Grains.Conflicts;

/// <summary>What is logged about the list of conflicts.</summary>
internal static partial class ConflictLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "The list of conflicts could not follow the writes: {Detail} It is tried again; reads and writes go on meanwhile. If it goes on, check the database")]
    public static partial void NotFollowed(ILogger logger, string detail);

    [LoggerMessage(Level = LogLevel.Error, Message = "The list of conflicts failed in a way nobody foresaw; please report this. It is tried again, and reads and writes go on")]
    public static partial void Broken(ILogger logger, Exception exception);

    [LoggerMessage(Level = LogLevel.Information, Message = "The list of conflicts was made anew from the events, since the commits to follow were no longer in the log; {Mended} entries were not right. Raise Aevrion:WatchLogBytes if that happens often")]
    public static partial void MadeAnew(ILogger logger, long mended);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The list of conflicts could not be woken: {Detail} It is tried again; if it goes on, check the cluster and its database")]
    public static partial void NotWoken(ILogger logger, string detail);

    [LoggerMessage(Level = LogLevel.Debug, Message = "An exchange does not compare the list of conflicts, which did not catch up in time: {Detail} The next one does; if it does not, look at what is logged of that list")]
    public static partial void NotCompared(ILogger logger, string detail);
}
