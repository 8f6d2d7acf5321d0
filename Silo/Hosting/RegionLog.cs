namespace Aevrion.Silo.Hosting;

/// <summary>What the region's host logs.</summary>
internal static partial class RegionLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Region {Region} starts on {Urls} (grain engine {Engine}).")]
    public static partial void Starting(ILogger logger, string region, string urls, string engine);

    [LoggerMessage(Level = LogLevel.Information, Message = "The region is ready.")]
    public static partial void Running(ILogger logger);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "{Reason} Trying again in {DelaySeconds} s. Start PostgreSQL, or correct Aevrion:Postgres; requests are answered with 503 until then.")]
    public static partial void WaitingForStorage(ILogger logger, string reason, double delaySeconds);

    [LoggerMessage(Level = LogLevel.Critical, Message = "The region cannot start: {Reason} Correct that, and start the silo again")]
    public static partial void CannotEverStart(ILogger logger, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "The region did not stop in order; nothing acknowledged is lost by that. Report this if it comes again")]
    public static partial void StopFailed(ILogger logger, Exception exception);

    [LoggerMessage(Level = LogLevel.Critical, Message = "The region could not be started. Correct what the exception names, or report this, and start the silo again")]
    public static partial void StartFailed(ILogger logger, Exception exception);
}
