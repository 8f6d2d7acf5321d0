namespace Aevrion.Silo.Http.Limits;

/// <summary>
/// Turns at work that takes long, such as a batch or a page of a scan: so much is done at one time, so much waits, and nothing waits longer than a
/// client is willing to. What gets no turn is refused with nothing done, so that a burst is over soon after its end. In the order of arrival.
/// Safe for concurrent use.
/// </summary>
/// <remarks>Without it requests would queue for the grains that work on them, as many as <see cref="RequestGate"/> lets in: many seconds of work.</remarks>
/// <param name="atOnce">How much is worked on at one time.</param>
/// <param name="waiting">How much may wait.</param>
/// <param name="within">How long.</param>
internal sealed class WorkTurns(int atOnce, int waiting, TimeSpan within) : IDisposable
{
    private readonly SemaphoreSlim _turns = new(atOnce);
    private int _present;

    /// <summary>True when whatever comes now is refused: there is no need to read its body.</summary>
    public bool IsFull => Volatile.Read(ref _present) >= atOnce + waiting;

    /// <summary>Does work when its turn comes.</summary>
    /// <param name="work">The work.</param>
    /// <param name="otherwise">What is answered when it gets no turn.</param>
    /// <param name="cancellationToken">Ends the wait for a turn.</param>
    /// <exception cref="OperationCanceledException">It was cancelled before its turn.</exception>
    public async ValueTask<T> RunAsync<T>(Func<Task<T>> work, T otherwise, CancellationToken cancellationToken)
    {
        if (Interlocked.Increment(ref _present) > atOnce + waiting)
        {
            Interlocked.Decrement(ref _present);
            return otherwise;
        }

        try
        {
            if (!await _turns.WaitAsync(within, cancellationToken))
                return otherwise;
            try
            {
                return await work();
            }
            finally
            {
                _turns.Release();
            }
        }
        finally
        {
            Interlocked.Decrement(ref _present);
        }
    }

    public void Dispose() => _turns.Dispose();
}
