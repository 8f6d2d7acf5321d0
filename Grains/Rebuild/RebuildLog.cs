using Microsoft.Extensions.Logging;

namespace Aevrion.Grains.Rebuild;

/// <summary>What is logged about rebuilds.</summary>
internal static partial class RebuildLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Rebuild {Id} of the derived state has begun")]
    public static partial void Started(ILogger logger, Guid id);

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Rebuild {Id} is done: {Events} events, {WrongCounts} wrong counts and {WrongDigests} wrong digests were mended")]
    public static partial void Done(ILogger logger, Guid id, long events, long wrongCounts, long wrongDigests);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Rebuild {Id} has failed: {Error} Start it again once that is mended")]
    public static partial void Failed(ILogger logger, Guid id, string error);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The follower of conflicts could not be told that its list was made anew: {Detail} Restart the silo it runs in if conflicts are listed that were settled")]
    public static partial void NotForgotten(ILogger logger, string detail);

    [LoggerMessage(Level = LogLevel.Error, Message = "Rebuild {Id} has met a mistake in this program: please report this")]
    public static partial void Broken(ILogger logger, Exception exception, Guid id);
}
