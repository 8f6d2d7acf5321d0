using System.Threading.Channels;

namespace Aevrion.Bench.Engine;

/// <summary>
/// The least that an asynchronous call to somebody else's turn takes: the request goes through a channel to a reader, which completes it,
/// and the caller goes on elsewhere.
/// </summary>
internal sealed class ChannelHop : IAsyncDisposable
{
    private readonly Channel<TaskCompletionSource> _requests = Channel.CreateUnbounded<TaskCompletionSource>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Task _reader;

    public ChannelHop() => _reader = Task.Run(ServeAsync);

    public ValueTask CallAsync()
    {
        var request = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _requests.Writer.TryWrite(request);
        return new ValueTask(request.Task);
    }

    public async ValueTask DisposeAsync()
    {
        _requests.Writer.Complete();
        await _reader;
    }

    private async Task ServeAsync()
    {
        await foreach (var request in _requests.Reader.ReadAllAsync())
            request.SetResult();
    }
}
