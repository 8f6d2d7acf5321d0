using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Aevrion.Silo.Http.Limits;

namespace Aevrion.Silo.Http;

/// <summary>Answers a request with a JSON document.</summary>
internal static class JsonAnswer
{
    private const string ContentType = "application/json; charset=utf-8";

    /// <summary>A document that is small however much the region holds.</summary>
    public static Task WriteAsync<T>(HttpContext context, T document, JsonTypeInfo<T> type)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(document, type);
        return Answer.WriteAsync(context, ContentType, bytes);
    }

    /// <summary>A document that may be large: it is sent while it is written.</summary>
    public static Task StreamAsync<T>(HttpContext context, T document, JsonTypeInfo<T> type)
    {
        context.Response.ContentType = ContentType;
        return HttpMethods.IsHead(context.Request.Method)
            ? Task.CompletedTask
            : FollowAsync(context, JsonSerializer.SerializeAsync(context.Response.BodyWriter, document, type, context.RequestAborted));
    }

    private static Task FollowAsync(HttpContext context, Task sending) =>
        sending.IsCompleted ? sending : context.RequestServices.GetRequiredService<SlowAnswers>().FollowAsync(context, sending);
}
