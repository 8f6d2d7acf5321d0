using System.Net.Http.Headers;

namespace Aevrion.Client.Transport;

/// <summary>A request to a region, independent of the URL it goes to.</summary>
/// <param name="Operation">The operation's name in telemetry.</param>
/// <param name="Path">Path and query below the base URL, encoded, starting with a slash.</param>
internal sealed record ApiRequest(string Operation, HttpMethod Method, string Path, RetrySafety Safety)
{
    private static readonly UriCreationOptions AsItStands = new() { DangerousDisablePathAndQueryCanonicalization = true };

    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Instead of <see cref="Body"/>: what is sent as it is read.</summary>
    public UploadSource? Upload { get; init; }

    public MediaTypeHeaderValue? ContentType { get; init; }

    public WriteOptions? Condition { get; init; }

    /// <summary>Makes the request known to a region when it is sent again; null for none.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>True when it writes though it may be sent again: then somebody wants to know whether it may have.</summary>
    public bool IsRepeatableWrite { get; init; }

    /// <summary>Instead of the usual time limit of an attempt.</summary>
    public TimeSpan? AttemptTimeout { get; init; }

    /// <summary>True when a successful answer is read while it arrives; the time limit then is for its head.</summary>
    public bool IsStreamed { get; init; }

    /// <summary>The message for one attempt. The path goes out as it stands: canonicalisation would change keys that look like path steps.</summary>
    public HttpRequestMessage ToMessage(Endpoint endpoint)
    {
        var message = new HttpRequestMessage(Method, new Uri(endpoint.Root + Path, AsItStands));

        message.Options.Set(AevrionClientOptions.IsStreamed, IsStreamed);

        // A message with content, even an empty one, is never sent a second time by the connection pool on its own account.
        if (Method != HttpMethod.Get)
        {
            message.Content = Upload is null ? new ReadOnlyMemoryContent(Body) : new UploadContent(Upload);
            message.Content.Headers.ContentType = ContentType;
        }

        // Whoever refuses says so before much was sent.
        if (Upload is not null)
            message.Headers.ExpectContinue = true;
        if (Condition?.IfMatch is { } id)
            message.Headers.IfMatch.Add(EntityTag(id));
        if (Condition?.IfNoneMatch == true)
            message.Headers.IfNoneMatch.Add(EntityTagHeaderValue.Any);
        if (IdempotencyKey is not null)
            message.Headers.Add("Idempotency-Key", IdempotencyKey);
        return message;
    }

    private static EntityTagHeaderValue EntityTag(string id) => EntityTagHeaderValue.TryParse($"\"{id}\"", out var tag)
        ? tag
        : throw new AevrionInvalidRequestException(new Problem("bad-condition", 400, $"'{id}' is not the id of an event."));
}
