using Aevrion.Grains.Interfaces.Sync;

namespace Aevrion.Grains.Peers.Pauses;

/// <summary>
/// Whether this silo may have connections with one peer, either way. Until the region's word is known there are none: a pause holds from
/// the first moment of a silo's life. Safe for concurrent use.
/// </summary>
public sealed class PeerPause
{
    private readonly Lock _lock = new();
    private long _changes = -1;
    private TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CancellationToken _ended = new(canceled: true);
    private Action? _end;

    internal PeerPause()
    {
    }

    /// <summary>True once the region's word is known.</summary>
    public bool IsKnown { get; private set; }

    /// <summary>True while the peer is known to be paused.</summary>
    public bool IsPaused { get; private set; }

    /// <summary>Cancelled when connections that are allowed now are so no more; cancelled already while none are.</summary>
    public CancellationToken Ended
    {
        get
        {
            lock (_lock)
                return _ended;
        }
    }

    private bool IsOpen => IsKnown && !IsPaused;

    /// <summary>Waits until connections are allowed.</summary>
    public Task WhenOpenAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
            return _opened.Task.WaitAsync(cancellationToken);
    }

    /// <summary>Takes the region's word; one that is older than what is known changes nothing.</summary>
    public void Learn(PeerTidings tidings)
    {
        Action? end = null;
        lock (_lock)
        {
            if (tidings.PauseChanges <= _changes)
                return;
            _changes = tidings.PauseChanges;
            var wasOpen = IsOpen;
            (IsKnown, IsPaused) = (true, tidings.IsPaused);
            if (IsOpen && !wasOpen)
            {
                // Never disposed of, since connections may use its token at any time; it holds nothing to free.
                var source = new CancellationTokenSource();
                (_ended, _end) = (source.Token, source.Cancel);
                _opened.TrySetResult();
            }
            else if (!IsOpen && wasOpen)
            {
                end = _end;
                _opened = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }

        end?.Invoke();
    }
}
