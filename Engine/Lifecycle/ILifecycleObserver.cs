namespace Orleans;

/// <summary>Takes part in a lifecycle.</summary>
public interface ILifecycleObserver
{
    Task OnStart(CancellationToken cancellationToken = default);

    /// <summary>Called for stages that were started, or whose start was tried.</summary>
    Task OnStop(CancellationToken cancellationToken = default);
}
