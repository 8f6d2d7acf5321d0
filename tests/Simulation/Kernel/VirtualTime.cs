namespace Aevrion.Simulation.Kernel;

/// <summary>
/// What is going to happen, in order of time and, at one time, in the order it was planned. Time moves only from one of these to the
/// next. One thread.
/// </summary>
internal sealed class VirtualTime
{
    private readonly PriorityQueue<Action, (long AtMs, long Sequence)> _planned = new();
    private readonly int _thread = Environment.CurrentManagedThreadId;
    private long _sequence;

    /// <summary>Milliseconds since the simulation began.</summary>
    public long NowMs { get; private set; }

    /// <summary>Plans something; a delay below zero means now.</summary>
    /// <exception cref="InvalidOperationException">Something runs on another thread than the simulation.</exception>
    public void After(long delayMs, Action happens)
    {
        if (Environment.CurrentManagedThreadId != _thread)
            throw new InvalidOperationException("A simulation has one thread, and something has left it.");
        _planned.Enqueue(happens, (NowMs + Math.Max(0, delayMs), _sequence++));
    }

    /// <summary>Waits, in virtual time.</summary>
    public Task Delay(long delayMs)
    {
        // Continuations run where the time comes: there is one thread, and its order is the order of the queue.
        var waiting = new TaskCompletionSource();
        After(delayMs, waiting.SetResult);
        return waiting.Task;
    }

    /// <summary>Lets things happen up to a time, or until a condition holds after one of them.</summary>
    /// <returns>True when the condition held.</returns>
    public bool RunUntil(long limitMs, Func<bool>? stop = null)
    {
        while (_planned.TryPeek(out _, out var next) && next.AtMs <= limitMs)
        {
            NowMs = next.AtMs;
            _planned.Dequeue()();
            if (stop?.Invoke() == true)
                return true;
        }

        NowMs = Math.Max(NowMs, limitMs);
        return false;
    }
}
