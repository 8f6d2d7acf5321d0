using System.IO.Pipelines;
using Aevrion.Grains.Gateway;
using Aevrion.Grains.Interfaces.Gateway;
using Microsoft.AspNetCore.Http.Features;

namespace Aevrion.Silo.Gateway;

/// <summary>One request through the middleware, without a connection: its answer goes into a pipe that holds so much and no more.</summary>
internal sealed class ApiExchange : IApiExchange, IHttpRequestLifetimeFeature
{
    /// <summary>What answers waits when so many bytes are not read.</summary>
    private const int MaxWaitingBytes = 256 * 1024;

    private readonly CancellationTokenSource _aborted = new();
    private readonly Pipe _body;
    private readonly ApiResponse _response;
    private Task _running = Task.CompletedTask;

    private ApiExchange(int maxWaitingBytes)
    {
        _body = new Pipe(new PipeOptions(pauseWriterThreshold: maxWaitingBytes, resumeWriterThreshold: maxWaitingBytes / 2, useSynchronizationContext: false));
        _response = new ApiResponse(_body.Writer);
        RequestAborted = _aborted.Token;
    }

    /// <inheritdoc/>
    public CancellationToken RequestAborted { get; set; }

    /// <inheritdoc/>
    public Task<ApiReply> Head => _response.Head;

    /// <inheritdoc/>
    public PipeReader Body => _body.Reader;

    public static ApiExchange Begin(ApiCall call, IHttpContextFactory contexts, RequestDelegate pipeline)
    {
        var exchange = new ApiExchange(MaxWaitingBytes);
        exchange._running = Task.Run(() => exchange.RunAsync(call, contexts, pipeline));
        return exchange;
    }

    /// <inheritdoc/>
    public void Abort() => _aborted.Cancel();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _aborted.CancelAsync();
        await _body.Reader.CompleteAsync();
        await _running;
        _aborted.Dispose();
    }

    private async Task RunAsync(ApiCall call, IHttpContextFactory contexts, RequestDelegate pipeline)
    {
        var features = new FeatureCollection();
        features.Set<IHttpRequestFeature>(RequestOf(call));
        features.Set<IHttpResponseFeature>(_response);
        features.Set<IHttpResponseBodyFeature>(_response);
        features.Set<IHttpRequestLifetimeFeature>(this);
        var context = contexts.Create(features);
        Exception? broken = null;
        try
        {
            await pipeline(context);
            if (_aborted.IsCancellationRequested)
                broken = new IOException("The request was broken off.");
            else
                await _response.CompleteAsync();
        }
        catch (Exception failure)
        {
            broken = new IOException("The request broke off.", failure);
        }
        finally
        {
            _response.End(broken);
            contexts.Dispose(context);
        }
    }

    private static HttpRequestFeature RequestOf(ApiCall call)
    {
        var query = call.Target.IndexOf('?', StringComparison.Ordinal);
        var path = query < 0 ? call.Target : call.Target[..query];
        var request = new HttpRequestFeature
        {
            Method = call.Method,
            Scheme = "http",
            Protocol = "HTTP/1.1",
            RawTarget = call.Target,
            Path = PathString.FromUriComponent(path).Value ?? "/",
            QueryString = query < 0 ? "" : call.Target[query..],
            Body = new MemoryStream(call.Body.ToArray(), writable: false),
        };
        foreach (var header in call.Headers)
            request.Headers.Append(header.Name, header.Value);
        request.Headers.ContentLength = call.Body.Length;
        return request;
    }
}
