using Aevrion.Silo.Http.Limits;
using Aevrion.Silo.Telemetry;
using Microsoft.AspNetCore.Connections;

namespace Aevrion.Silo.Http.Problems;

/// <summary>
/// Sees to it that every error leaves as a problem document: what endpoints throw, what routing refuses, what the server throws while
/// a body is read. Requests whose client is gone end quietly. What the <see cref="RequestGate"/> refuses comes no further; it is asked here,
/// since whoever follows a request to its end costs it an allocation, and one is enough.
/// </summary>
internal sealed class ProblemMiddleware(RequestDelegate next, RequestGate gate, RequestMeter meter, ILogger<ProblemMiddleware> logger)
{
    public Task InvokeAsync(HttpContext context)
    {
        var measurement = meter.Begin(context);
        if (gate.Enter(context, out var place) is { } refusal)
        {
            var refusing = ProblemWriter.WriteAsync(context, refusal);
            meter.End(context, measurement);
            return refusing;
        }

        Task answering;
        try
        {
            answering = next(context);
        }
        catch (Exception exception)
        {
            answering = Task.FromException(exception);
        }

        if (!answering.IsCompletedSuccessfully)
        {
            var following = FollowAsync(context, answering, place, measurement);
            RequestTrace.Leave();
            return following;
        }

        gate.Leave(place);
        meter.End(context, measurement);
        return FillIn(context);
    }

    private async Task FollowAsync(HttpContext context, Task answering, RequestPlace place, RequestMeasurement measurement)
    {
        var isBroken = true;
        try
        {
            await answering;
            isBroken = false;
        }
        catch (Exception exception)
        {
            await OnFailureAsync(context, exception);
            return;
        }
        finally
        {
            gate.Leave(place);
            meter.End(context, measurement, isBroken);
        }

        await FillIn(context);
    }

    /// <summary>Gives an error that has no body yet one.</summary>
    private static Task FillIn(HttpContext context) =>
        context.Response is { StatusCode: >= 400, HasStarted: false, ContentLength: null, ContentType: null }
            ? ProblemWriter.WriteAsync(context, OfStatus(context))
            : Task.CompletedTask;

    private Task OnFailureAsync(HttpContext context, Exception exception)
    {
        if (!IsClientGone(context, exception))
            return AnswerAsync(context, exception);
        HttpLog.ClientGone(logger, context.Request.Method, context.Request.Path);
        context.Abort();
        return Task.CompletedTask;
    }

    private async Task AnswerAsync(HttpContext context, Exception exception)
    {
        var problem = ExceptionProblems.Of(exception);
        if (problem.Kind == ProblemKinds.Internal)
            HttpLog.Failed(logger, exception, context.Request.Method, context.Request.Path, context.TraceIdentifier);
        if (context.Response.HasStarted)
        {
            // Half an answer went out already; only a broken connection tells the client that it is not whole.
            context.Abort();
            return;
        }

        context.Response.Clear();
        await ProblemWriter.WriteAsync(context, problem);
    }

    private static bool IsClientGone(HttpContext context, Exception exception) => exception switch
    {
        ConnectionResetException or ConnectionAbortedException => true,
        OperationCanceledException { InnerException: ConnectionResetException or ConnectionAbortedException } => true,
        OperationCanceledException or IOException => context.RequestAborted.IsCancellationRequested,
        _ => false,
    };

    private static Problem OfStatus(HttpContext context) => context.Response.StatusCode switch
    {
        StatusCodes.Status404NotFound => ProblemKinds.NoSuchRoute.With($"The API has no {context.Request.Path}; its documentation lists what it has."),
        StatusCodes.Status405MethodNotAllowed => ProblemKinds.MethodNotAllowed.With(
            $"{context.Request.Method} is not allowed here; allowed: {context.Response.Headers.Allow}."),
        var status => ExceptionProblems.OfRefusal(status, "The server refused the request."),
    };
}
