using Aevrion.Storage;
using Aevrion.Storage.Appending;
using Orleans.Runtime;

namespace Aevrion.Silo.Http.Problems;

/// <summary>What an exception tells the client: never more than it needs.</summary>
internal static class ExceptionProblems
{
    public static Problem Of(Exception exception) => exception switch
    {
        BadHttpRequestException refused => OfRefusal(refused.StatusCode, refused.Message),
        StorageUnavailableException unavailable => ProblemKinds.StorageUnavailable.With(unavailable.Message),
        AppendQueueFullException full => ProblemKinds.Overloaded.With(full.Message),
        TimeoutException => ProblemKinds.Timeout.With("The region did not answer in time. If this was a write, it may still take place.")
            with { OutcomeUnknown = true },
        OrleansMessageRejectionException or SiloUnavailableException => ProblemKinds.Overloaded.With(
            "The silo could not take the request just now; nothing was done. Try again shortly."),
        _ => ProblemKinds.Internal.With("The error is in the silo, not in the request; the silo's log has the details."),
    };

    /// <summary>What the HTTP server itself refuses, before or while the API reads a request.</summary>
    /// <param name="status">The status it would answer.</param>
    /// <param name="reason">Its own words.</param>
    public static Problem OfRefusal(int status, string reason) => status switch
    {
        StatusCodes.Status408RequestTimeout => ProblemKinds.RequestTimeout.With(
            "The request came too slowly: fewer bytes a second than this silo waits for, or its head or body took too long."),
        StatusCodes.Status413PayloadTooLarge => ProblemKinds.BodyTooLarge.With("The body is larger than anything this API takes."),
        StatusCodes.Status414UriTooLong => ProblemKinds.RequestLineTooLong.With(
            $"A request line has at most {HttpLimits.MaxRequestLineBytes} bytes."),
        StatusCodes.Status431RequestHeaderFieldsTooLarge => ProblemKinds.HeadersTooLarge.With(
            $"Headers have at most {HttpLimits.MaxHeaderBytes} bytes, in at most {HttpLimits.MaxHeaders} lines."),
        _ => ProblemKinds.BadRequest.With(reason),
    };
}
