namespace Aevrion.Engine.Timers;

/// <summary>The timers of an activation, to stop them with it.</summary>
internal sealed class ActivationTimers : IDisposable
{
    /// <summary>For activations that have ended.</summary>
    public static readonly ActivationTimers Ended = new() { _disposed = true };

    private readonly Lock _lock = new();
    private HashSet<IDisposable>? _timers;
    private bool _disposed;

    /// <returns>False when the activation is ending: the timer must not start.</returns>
    public bool TryAdd(IDisposable timer)
    {
        lock (_lock)
        {
            if (_disposed)
                return false;
            (_timers ??= []).Add(timer);
            return true;
        }
    }

    public void Remove(IDisposable timer)
    {
        lock (_lock)
            _timers?.Remove(timer);
    }

    public void Dispose()
    {
        HashSet<IDisposable>? timers;
        lock (_lock)
        {
            _disposed = true;
            timers = _timers;
            _timers = null;
        }

        foreach (var timer in timers ?? [])
            timer.Dispose();
    }
}
