using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Aevrion.Client.Transport;

/// <summary>A region's complete answer.</summary>
internal sealed record ApiResponse(Uri Url, HttpStatusCode Status, HttpResponseHeaders Headers, string? MediaType, byte[] Body)
{
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

    public AevrionException NotAevrion(Exception? exception) =>
        new($"{Url} answered, but not as Aevrion does. Check that the URL is that of an Aevrion region.", exception);
}
