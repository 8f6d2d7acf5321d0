using Microsoft.AspNetCore.Connections;

namespace Aevrion.Silo.Http.Problems;

/// <summary>
/// Sees to it that every error leaves as a problem document: what endpoints throw, what routing refuses, what the server throws while
/// a body is read. Requests whose client is gone end quietly.
/// </summary>
internal sealed class ProblemMiddleware(RequestDelegate next, ILogger<ProblemMiddleware> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (Exception exception) when (IsClientGone(context, exception))
        {
            HttpLog.ClientGone(logger, context.Request.Method, context.Request.Path);
            context.Abort();
            return;
        }
        catch (Exception exception)
        {
            await AnswerAsync(context, exception);
            return;
        }

        if (context.Response is { HasStarted: false, StatusCode: >= 400, ContentLength: null, ContentType: null })
            await ProblemWriter.WriteAsync(context, OfStatus(context));
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
