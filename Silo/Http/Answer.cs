using System.Buffers;
using Aevrion.Silo.Http.Limits;
using Aevrion.Silo.Http.Problems;

namespace Aevrion.Silo.Http;

/// <summary>Answers a request with bytes.</summary>
internal static class Answer
{
    /// <summary>Up to this many bytes leave together with the head once the request is done; more are sent as the client takes them.</summary>
    private const int MaxBytesWithHead = 16 * 1024;

    private static readonly Problem TooMuch = ProblemKinds.Overloaded.With("Too much is being answered just now. Try again shortly.");

    /// <summary>Answers the whole body; to HEAD, what would be answered, without it.</summary>
    public static Task WriteAsync(HttpContext context, string contentType, ReadOnlyMemory<byte> body)
    {
        var response = context.Response;
        response.ContentType = contentType;
        response.ContentLength = body.Length;
        if (HttpMethods.IsHead(context.Request.Method))
            return Task.CompletedTask;
        if (body.Length > MaxBytesWithHead)
            return SendAsync(context, body);
        response.BodyWriter.Write(body.Span);
        return Task.CompletedTask;
    }

    private static async Task SendAsync(HttpContext context, ReadOnlyMemory<byte> body)
    {
        if (await context.RequestServices.GetRequiredService<SlowAnswers>().TrySendAsync(context, body))
            return;
        context.Response.Clear();
        await ProblemWriter.WriteAsync(context, TooMuch);
    }
}
