namespace Aevrion.Grains.Acknowledgements;

/// <summary>A place that is given back once.</summary>
internal sealed class WaitingPlace(Action leave) : IDisposable
{
    private Action? _leave = leave;

    /// <inheritdoc/>
    public void Dispose() => Interlocked.Exchange(ref _leave, null)?.Invoke();
}
