using System.IO.Pipelines;
using Aevrion.Grains.Interfaces.Gateway;
using Microsoft.AspNetCore.Http.Features;

namespace Aevrion.Silo.Gateway;

/// <summary>The answer to a request without a connection. Its head is fixed when the first byte of the body leaves, or at the end.</summary>
internal sealed class ApiResponse : HttpResponseFeature, IHttpResponseBodyFeature
{
    private readonly TaskCompletionSource<ApiReply> _head = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly PipeWriter _body;

    public ApiResponse(PipeWriter body)
    {
        _body = body;
        Writer = new StartingWriter(body, Begin);
        Stream = Writer.AsStream();
    }

    public Task<ApiReply> Head => _head.Task;

    /// <inheritdoc/>
    public override bool HasStarted => _head.Task.IsCompleted;

    /// <inheritdoc/>
    public Stream Stream { get; }

    /// <inheritdoc/>
    public PipeWriter Writer { get; }

    /// <inheritdoc/>
    public void DisableBuffering()
    {
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken = default)
    {
        Begin();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task CompleteAsync()
    {
        Begin();
        await _body.FlushAsync();
    }

    /// <inheritdoc/>
    public Task SendFileAsync(string path, long offset, long? count, CancellationToken cancellationToken = default) =>
        SendFileFallback.SendFileAsync(Stream, path, offset, count, cancellationToken);

    /// <summary>Nothing is written any more.</summary>
    public void End(Exception? broken)
    {
        if (broken is not null)
            _head.TrySetException(broken);
        _body.Complete(broken);
    }

    private void Begin() => _head.TrySetResult(new ApiReply
    {
        Status = StatusCode,
        Headers = [.. Headers.SelectMany(header => header.Value.Select(value => new ApiHeader { Name = header.Key, Value = value ?? "" }))],
    });
}
