using System.Diagnostics;
using System.Text;
using Aevrion.Silo.Http.Problems;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;

namespace Aevrion.Silo.Http.Refusals;

/// <summary>
/// Kestrel refuses some requests (a NUL in the path, a request line that is too long, broken framing) before any middleware sees them,
/// and answers them without a body. It tells of them in a diagnostic event; there the bare answer is replaced by a problem document.
/// </summary>
/// <remarks>HTTP/1 without TLS only: elsewhere the output under the server is not what the client reads, and the answer stays bare.</remarks>
internal sealed class RefusalObserver : IObserver<KeyValuePair<string, object?>>
{
    private const string BadRequestEvent = "Microsoft.AspNetCore.Server.Kestrel.BadRequest";

    private RefusalObserver()
    {
    }

    /// <summary>Starts to listen; ends with the listener.</summary>
    public static IDisposable Subscribe(DiagnosticListener listener) =>
        listener.Subscribe(new RefusalObserver(), static (name, _, _) => name == BadRequestEvent);

    /// <inheritdoc/>
    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Key == BadRequestEvent && value.Value is IFeatureCollection features
            && features.Get<IBadRequestExceptionFeature>()?.Error is BadHttpRequestException refusal
            && features.Get<IHttpResponseFeature>() is { HasStarted: false }
            && features.Get<ITlsConnectionFeature>() is null
            && features.Get<IHttpRequestFeature>() is { } request && !request.Protocol.StartsWith("HTTP/2", StringComparison.Ordinal)
            && features.Get<IConnectionItemsFeature>() is { } connection)
            ReplaceableTransport.Of(connection.Items)?.Replace(Answer(refusal, request));
    }

    /// <inheritdoc/>
    public void OnCompleted()
    {
    }

    /// <inheritdoc/>
    public void OnError(Exception error)
    {
    }

    private static byte[] Answer(BadHttpRequestException refusal, IHttpRequestFeature request)
    {
        var problem = KeyProblemOf(refusal, request.RawTarget) ?? ExceptionProblems.OfRefusal(refusal.StatusCode, refusal.Message);
        var body = HttpMethods.IsHead(request.Method) ? [] : ProblemWriter.Serialize(problem);
        var head = $"HTTP/1.1 {refusal.StatusCode} {ReasonPhrases.GetReasonPhrase(refusal.StatusCode)}\r\n"
            + $"Content-Type: {ProblemWriter.ContentType}\r\nContent-Length: {body.Length}\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n";
        return [.. Encoding.ASCII.GetBytes(head), .. body];
    }

    private static Problem? KeyProblemOf(BadHttpRequestException refusal, string? rawTarget)
    {
        if (refusal.StatusCode != StatusCodes.Status400BadRequest || string.IsNullOrEmpty(rawTarget))
            return null;
        KeyRoutes.Decode(rawTarget, out _, out var problem);
        return problem;
    }
}
