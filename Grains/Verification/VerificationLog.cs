using Microsoft.Extensions.Logging;

namespace Aevrion.Grains.Verification;

/// <summary>What is logged about verifications.</summary>
internal static partial class VerificationLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Verification {Id} has begun")]
    public static partial void Started(ILogger logger, Guid id);

    [LoggerMessage(
        Level = LogLevel.Information, Message = "Verification {Id} is done: {Events} events, {Mismatches} mismatches, of which {Remaining} are left")]
    public static partial void Done(ILogger logger, Guid id, long events, long mismatches, long remaining);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Verification {Id} moved {Events} damaged events to the table aevrion.quarantine; the next exchange with a peer, or a restore, brings back what they were")]
    public static partial void Quarantined(ILogger logger, Guid id, long events);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Verification {Id} did not come to its end: {Error} Start it again once that is mended")]
    public static partial void Failed(ILogger logger, Guid id, string error);

    [LoggerMessage(Level = LogLevel.Error, Message = "Verification {Id} has met a mistake in this program: please report this")]
    public static partial void Broken(ILogger logger, Exception exception, Guid id);
}
