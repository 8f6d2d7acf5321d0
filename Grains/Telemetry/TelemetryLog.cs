using Microsoft.Extensions.Logging;

namespace Aevrion.Grains.Telemetry;

/// <summary>What is logged about measuring the region.</summary>
internal static partial class TelemetryLog
{
    [LoggerMessage(Level = LogLevel.Debug, Message = "The database does not tell its size just now, and metrics keep the last one: {Detail}")]
    public static partial void SizesUnknown(ILogger logger, string detail);
}
