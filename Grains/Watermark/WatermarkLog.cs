using Microsoft.Extensions.Logging;

namespace Aevrion.Grains.Watermark;

/// <summary>What is logged about frontiers and the watermark.</summary>
internal static partial class WatermarkLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "The watermark moved back: {Reason} It rises again by itself once all regions are equal; look at /v1/peers if it does not")]
    public static partial void MovedBack(ILogger logger, string? reason);

    [LoggerMessage(Level = LogLevel.Debug, Message = "All regions hold the same history up to {WatermarkMs}")]
    public static partial void Proven(ILogger logger, long watermarkMs);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The digests of this region's history were not taken: {Detail} The watermark stands still until the next try; check the database if that goes on")]
    public static partial void NotTaken(ILogger logger, string detail);

    [LoggerMessage(Level = LogLevel.Warning, Message = "What is known of the regions' frontiers was not kept: {Detail} Trying again; peers are told when it is kept. Check the database if that goes on")]
    public static partial void NotKept(ILogger logger, string detail);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A silo of this region was not told of the watermark: {Detail} It asks by itself within seconds; if this goes on, check that the silos reach each other")]
    public static partial void NotTold(ILogger logger, string detail);

    [LoggerMessage(Level = LogLevel.Warning, Message = "This silo could not report to the watermark's keeper: {Detail} Trying again; what it claims stays below what it could not report. If this goes on, check that the silos reach each other")]
    public static partial void NotReported(ILogger logger, string detail);
}
