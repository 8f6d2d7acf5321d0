using System.Net;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Aevrion.Client.Transport;

/// <summary>A region's answer: complete, or with a body that is still arriving.</summary>
internal sealed record ApiResponse(Uri Url, HttpStatusCode Status, HttpResponseHeaders Headers, string? MediaType, byte[] Body) : IDisposable
{
    /// <summary>What is arriving; null when all is here.</summary>
    public HttpResponseMessage? Live { get; init; }

    public bool IsSuccess => (int)Status is >= 200 and < 300;

    public Problem ReadProblem() => Problem.Read((int)Status, MediaType, Body);

    /// <summary>The document in a successful answer.</summary>
    /// <exception cref="AevrionException">The region refused, or answered something else.</exception>
    public T Read<T>(JsonTypeInfo<T> type)
    {
        ThrowIfRefused();
        try
        {
            return JsonSerializer.Deserialize(Body, type) ?? throw NotAevrion(null);
        }
        catch (JsonException exception)
        {
            throw NotAevrion(exception);
        }
    }

    public void ThrowIfRefused()
    {
        if (!IsSuccess)
            throw ProblemMapping.ToException(ReadProblem());
    }

    /// <summary>The first value of a header, or null.</summary>
    public string? Header(string name) => Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;

    /// <summary>The lines of a body as they arrive.</summary>
    /// <param name="silence">The longest time without anything arriving.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="AevrionUnavailableException">The connection broke, or nothing came for too long.</exception>
    public async IAsyncEnumerable<string> ReadLinesAsync(TimeSpan silence, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var quiet = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var reader = new StreamReader(await Live!.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false));
        while (true)
        {
            string? line;
            try
            {
                quiet.CancelAfter(silence);
                line = await reader.ReadLineAsync(quiet.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
            {
                throw Broken($"nothing came for {silence.TotalSeconds:0.###} s", exception);
            }
            catch (Exception exception) when (exception is HttpRequestException or IOException)
            {
                throw Broken("the connection broke before the answer was complete", exception);
            }

            if (line is null)
                yield break;
            if (line.Length > 0)
                yield return line;
        }
    }

    public AevrionUnavailableException Broken(string reason, Exception? exception) =>
        new([new EndpointFailure(Url, reason, exception)], problem: null, outcomeUnknown: false, retryAfter: null);

    public void Dispose() => Live?.Dispose();

    public AevrionException NotAevrion(Exception? exception) =>
        new($"{Url} answered, but not as Aevrion does. Check that the URL is that of an Aevrion region.", exception);
}
