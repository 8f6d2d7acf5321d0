namespace Aevrion.Grains.Watches;

/// <summary>Wakes one waiter; several settings before he waits are one.</summary>
internal sealed class Signal : IDisposable
{
    private readonly SemaphoreSlim _set = new(0);
    private int _isSet;

    public void Set()
    {
        if (Volatile.Read(ref _isSet) == 0 && Interlocked.Exchange(ref _isSet, 1) == 0)
            _set.Release();
    }

    /// <returns>True when it was set; false when the time was up.</returns>
    public async Task<bool> WaitAsync(TimeSpan timeout, CancellationToken cancellationToken)
    {
        if (!await _set.WaitAsync(timeout, cancellationToken).ConfigureAwait(false))
            return false;
        Volatile.Write(ref _isSet, 0);
        return true;
    }

    public void Dispose() => _set.Dispose();
}
