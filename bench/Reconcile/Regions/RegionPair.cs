namespace Aevrion.Bench.Reconcile.Regions;

/// <summary>Two regions with the same events.</summary>
/// <param name="dialler">The one that initiates.</param>
/// <param name="listener">The one that answers.</param>
/// <param name="release">Gives back what they lie in.</param>
internal sealed class RegionPair(MeasuredRegion dialler, MeasuredRegion listener, Func<ValueTask>? release = null) : IAsyncDisposable
{
    public MeasuredRegion Dialler => dialler;

    public MeasuredRegion Listener => listener;

    public ValueTask DisposeAsync() => release?.Invoke() ?? ValueTask.CompletedTask;
}
