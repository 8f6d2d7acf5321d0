using System.Net;
using Aevrion.Grains.Interfaces.Gateway;
using Orleans;

namespace Aevrion.Client;

/// <summary>
/// Sends the requests of an <see cref="AevrionClient"/> through a connection to the region's Orleans cluster instead of HTTP: any silo that
/// the cluster client reaches answers them, exactly as it answers HTTP.
/// </summary>
/// <param name="grains">The cluster client, connected.</param>
public sealed class ClusterMessageHandler(IGrainFactory grains) : HttpMessageHandler
{
    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var call = await CallOfAsync(request, cancellationToken).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            return request.Options.TryGetValue(AevrionClientOptions.IsStreamed, out var isStreamed) && isStreamed
                ? await OpenAsync(call, cancellationToken).ConfigureAwait(false)
                : Whole(await grains.GetGrain<IApiGatewayGrain>(0).Send(call).WaitAsync(cancellationToken).ConfigureAwait(false));
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            throw new HttpRequestException($"The cluster did not answer: {failure.Message}", failure);
        }
    }

    private async Task<HttpResponseMessage> OpenAsync(ApiCall call, CancellationToken cancellationToken)
    {
        var stream = grains.GetGrain<IApiStreamGrain>(Guid.NewGuid());
        var reply = await stream.Open(call).WaitAsync(cancellationToken).ConfigureAwait(false);
        return reply.Status >= (int)HttpStatusCode.BadRequest ? Whole(reply) : Of(reply, new StreamContent(new ClusterStream(stream)));
    }

    private static async Task<ApiCall> CallOfAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        IEnumerable<KeyValuePair<string, IEnumerable<string>>> headers = request.Headers;
        var body = ReadOnlyMemory<byte>.Empty;
        if (request.Content is { } content)
        {
            body = await content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
            headers = headers.Concat(content.Headers);
        }

        return new ApiCall
        {
            Method = request.Method.Method,
            Target = request.RequestUri!.PathAndQuery,
            Headers = [.. headers.SelectMany(header => header.Value.Select(value => new ApiHeader { Name = header.Key, Value = value }))],
            Body = body,
        };
    }

    private static HttpResponseMessage Whole(ApiReply reply) => Of(reply, new ReadOnlyMemoryContent(reply.Body));

    private static HttpResponseMessage Of(ApiReply reply, HttpContent content)
    {
        var response = new HttpResponseMessage((HttpStatusCode)reply.Status) { Content = content };
        foreach (var header in reply.Headers)
        {
            if (!response.Headers.TryAddWithoutValidation(header.Name, header.Value))
                content.Headers.TryAddWithoutValidation(header.Name, header.Value);
        }

        return response;
    }
}
