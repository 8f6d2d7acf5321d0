using System.Threading.Channels;

namespace Aevrion.Storage.Appending;

/// <summary>
/// Requests waiting for their transaction, first come, first served. Bounded in events and bytes; what is being committed counts too.
/// </summary>
internal sealed class AppendQueue(AppenderOptions options)
{
    private readonly Channel<AppendRequest> _requests = Channel.CreateUnbounded<AppendRequest>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Lock _gate = new();
    private int _events;
    private long _bytes;

    /// <summary>Events waiting or being committed.</summary>
    public int Events => Volatile.Read(ref _events);

    /// <summary>Queues a request behind all earlier ones.</summary>
    /// <exception cref="AppendQueueFullException">There is no room.</exception>
    /// <exception cref="StorageUnavailableException">The queue was closed.</exception>
    public void Enqueue(AppendRequest request)
    {
        lock (_gate)
        {
            if (_events + request.Events.Count > options.MaxQueuedEvents || _bytes + request.Bytes > options.MaxQueuedBytes)
                throw new AppendQueueFullException();
            if (!_requests.Writer.TryWrite(request))
                throw new StorageUnavailableException("The region is stopping; nothing was written.");
            _events += request.Events.Count;
            _bytes += request.Bytes;
        }
    }

    /// <summary>Takes no more requests.</summary>
    public void Close()
    {
        lock (_gate)
            _requests.Writer.TryComplete();
    }

    /// <summary>Waits for a request and takes it and those behind it that fit into its transaction; null when closed and empty.</summary>
    public async ValueTask<AppendGroup?> TakeAsync()
    {
        if (!await _requests.Reader.WaitToReadAsync().ConfigureAwait(false))
            return null;

        var group = new AppendGroup();
        while (_requests.Reader.TryPeek(out var request) && group.HasRoomFor(request, options) && _requests.Reader.TryRead(out _))
            group.Add(request);
        return group;
    }

    /// <summary>Makes the room of a group that is done free.</summary>
    public void Release(AppendGroup group)
    {
        lock (_gate)
        {
            _events -= group.Events.Count;
            _bytes -= group.Bytes;
        }
    }
}
