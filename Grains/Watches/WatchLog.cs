using Microsoft.Extensions.Logging;

namespace Aevrion.Grains.Watches;

/// <summary>What is logged about watches.</summary>
internal static partial class WatchLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "Watches wait: {Detail} They go on by themselves once the database answers: check it")]
    public static partial void Interrupted(ILogger logger, string detail);

    [LoggerMessage(Level = LogLevel.Error, Message = "Watches failed in a way nobody foresaw; please report this. They read from the database meanwhile")]
    public static partial void Failed(ILogger logger, Exception exception);
}
