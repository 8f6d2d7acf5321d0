using Aevrion.Core.Sync.Push;

namespace Aevrion.Grains.Peers;

/// <summary>
/// The room for pushes of one connection that become durable side by side, in frames and in events; a push with more events than there is room
/// for goes alone. One at a time waits for it; giving it back is safe beside that.
/// </summary>
/// <param name="maxFrames">Frames at most.</param>
/// <param name="maxEvents">Events at most.</param>
internal sealed class PushRoom(int maxFrames = PushLimits.MaxFramesInFlight, int maxEvents = PushLimits.MaxEventsAside)
{
    private readonly Lock _lock = new();
    private TaskCompletionSource? _waiting;
    private int _frames;
    private int _events;

    /// <summary>Takes room for a frame with so many events, once there is.</summary>
    public async Task TakeAsync(int events, CancellationToken cancellationToken)
    {
        while (!TryTake(events, out var freed))
            await freed.WaitAsync(cancellationToken);
    }

    /// <summary>Gives room back.</summary>
    public void Release(int frames, int events)
    {
        TaskCompletionSource? waiting;
        lock (_lock)
        {
            _frames -= frames;
            _events -= events;
            (waiting, _waiting) = (_waiting, null);
        }

        waiting?.SetResult();
    }

    /// <summary>Takes it, or tells what ends when it is worth another try.</summary>
    private bool TryTake(int events, out Task freed)
    {
        freed = Task.CompletedTask;
        lock (_lock)
        {
            if (_frames < maxFrames && (_events == 0 || _events + events <= maxEvents))
            {
                _frames++;
                _events += events;
                return true;
            }

            _waiting ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            freed = _waiting.Task;
            return false;
        }
    }
}
