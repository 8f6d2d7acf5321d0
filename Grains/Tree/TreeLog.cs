using Microsoft.Extensions.Logging;

namespace Aevrion.Grains.Tree;

/// <summary>What is logged about the tree.</summary>
internal static partial class TreeLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Stale digests were not taken: {Detail} They are taken later, or when somebody asks for them")]
    public static partial void NotFreshened(ILogger logger, string detail);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Detail}")]
    public static partial void Damaged(ILogger logger, string detail);

    [LoggerMessage(Level = LogLevel.Debug, Message = "The grain that takes stale digests does not answer: {Detail} Trying again; if it goes on, check the cluster and its database")]
    public static partial void NotWoken(ILogger logger, string detail);
}
