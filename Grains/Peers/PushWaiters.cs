using Aevrion.Core.Sync.Push;

namespace Aevrion.Grains.Peers;

/// <summary>
/// Writers who wait for a peer's acknowledgement, in the order of their positions, so that an acknowledgement looks only at those it
/// answers. Safe for concurrent use.
/// </summary>
/// <param name="outbox">What is pushed to the peer.</param>
public sealed class PushWaiters(Outbox outbox)
{
    private readonly Lock _lock = new();
    private readonly SortedSet<PushWaiter> _waiters = new(Comparer<PushWaiter>.Create((one, other) =>
        one.Through != other.Through ? one.Through.CompareTo(other.Through) : one.Number.CompareTo(other.Number)));

    private long _number;

    /// <summary>What is pushed to the peer.</summary>
    public Outbox Outbox => outbox;

    /// <summary>Position of the newest event of the stream; 0 for none.</summary>
    public long LastPosition => outbox.LastPosition;

    /// <summary>Waits until the acknowledgements tell of a stretch of the stream, or never will.</summary>
    /// <param name="from">Position of its first event.</param>
    /// <param name="through">Position of its last event.</param>
    /// <param name="cancellationToken">Ends the waiting; the answer is then what is known.</param>
    public async Task<PushProof> WaitAsync(long from, long through, CancellationToken cancellationToken)
    {
        if (outbox.ProofOf(from, through) is not PushProof.Waiting and var known)
            return known;
        var waiter = new PushWaiter(from, through, Interlocked.Increment(ref _number));
        lock (_lock)
            _waiters.Add(waiter);

        // The acknowledgement may have come in between.
        Answer();
        try
        {
            return await waiter.Proof.Task.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return PushProof.Waiting;
        }
        finally
        {
            lock (_lock)
                _waiters.Remove(waiter);
        }
    }

    /// <summary>The peer has acknowledged something.</summary>
    public void OnAcknowledged() => Answer();

    /// <summary>Something was added; to make room for it, what others wait for may have been dropped.</summary>
    public void OnAdded() => Answer();

    private void Answer()
    {
        lock (_lock)
        {
            while (_waiters.Min is { } next && outbox.ProofOf(next.From, next.Through) is not PushProof.Waiting and var proof)
            {
                _waiters.Remove(next);
                next.Proof.TrySetResult(proof);
            }
        }
    }
}
