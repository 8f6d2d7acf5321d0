using System.Text.Json;
using Microsoft.Net.Http.Headers;

namespace Aevrion.Silo.Http.Problems;

/// <summary>Answers a request with a problem document.</summary>
internal static class ProblemWriter
{
    public const string ContentType = "application/problem+json";

    /// <summary>Seconds after which trying again makes sense, sent with every 503 and 429 that does not say otherwise.</summary>
    public const int RetryAfterSeconds = 1;

    /// <summary>Replaces the answer, which must not have started, by the problem.</summary>
    public static Task WriteAsync(HttpContext context, Problem problem)
    {
        var response = context.Response;
        response.StatusCode = problem.Kind.Status;
        if (AsksToRetry(problem.Kind.Status))
            response.Headers[HeaderNames.RetryAfter] = Math.Max(RetryAfterSeconds, (long)Math.Ceiling(problem.RetryAfter?.TotalSeconds ?? 0)).ToString();
        response.Headers[HeaderNames.CacheControl] = "no-store";
        response.ContentType = ContentType;
        var document = Serialize(problem);
        response.ContentLength = document.Length;
        return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask : response.BodyWriter.WriteAsync(document).AsTask();
    }

    /// <summary>True for the statuses that come with <c>Retry-After</c>.</summary>
    public static bool AsksToRetry(int status) => status is StatusCodes.Status503ServiceUnavailable or StatusCodes.Status429TooManyRequests;

    public static byte[] Serialize(Problem problem) =>
        JsonSerializer.SerializeToUtf8Bytes(ProblemDocument.Of(problem), ApiJson.Readable.ProblemDocument);
}
