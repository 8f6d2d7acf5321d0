namespace Aevrion.Silo.Http;

/// <summary>What the HTTP API logs.</summary>
internal static partial class HttpLog
{
    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Path} failed (request {RequestId}). This is a mistake in the silo: please report it.")]
    public static partial void Failed(ILogger logger, Exception exception, string method, PathString path, string requestId);

    [LoggerMessage(Level = LogLevel.Debug, Message = "The client of {Method} {Path} left before the answer.")]
    public static partial void ClientGone(ILogger logger, string method, PathString path);

    [LoggerMessage(Level = LogLevel.Information, Message = "A watch was cut off: its reader was too slow. It resumes behind the last change that it took")]
    public static partial void WatchCut(ILogger logger);
}
