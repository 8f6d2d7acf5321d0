namespace Orleans;

/// <summary>Something that starts and stops in numbered stages.</summary>
public interface ILifecycleObservable
{
    /// <summary>Takes part in one stage: starts in ascending order of stages, stops in descending.</summary>
    /// <returns>Disposing it ends the subscription.</returns>
    IDisposable Subscribe(string observerName, int stage, ILifecycleObserver observer);
}
