using Orleans;

namespace Aevrion.Engine.Lifecycle;

/// <summary>
/// Runs subscribers stage by stage: those of one stage together, the next stage when all have finished. A failure while starting ends
/// the start; stopping goes on to the end whatever fails and then reports the failures.
/// </summary>
internal abstract class StagedLifecycle : ILifecycleObservable
{
    private readonly List<Subscription> _subscriptions = [];
    private int? _highestTried;

    public IDisposable Subscribe(string observerName, int stage, ILifecycleObserver observer)
    {
        ArgumentNullException.ThrowIfNull(observer);
        if (_highestTried is not null)
            throw new InvalidOperationException($"{observerName} subscribes to a lifecycle that has started already.");
        var subscription = new Subscription(this, stage, observer);
        _subscriptions.Add(subscription);
        return subscription;
    }

    internal async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var stage in _subscriptions.GroupBy(subscription => subscription.Stage).OrderBy(stage => stage.Key).ToList())
        {
            cancellationToken.ThrowIfCancellationRequested();
            _highestTried = stage.Key;
            await Task.WhenAll(stage.Select(subscription => StartOneAsync(subscription, cancellationToken)));
            OnStageStarted(stage.Key);
        }
    }

    internal async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_highestTried is not { } highest)
            return;
        List<Exception>? failures = null;
        foreach (var stage in _subscriptions.Where(subscription => subscription.Stage <= highest)
                     .GroupBy(subscription => subscription.Stage).OrderByDescending(stage => stage.Key).ToList())
        {
            var all = Task.WhenAll(stage.Select(subscription => StopOneAsync(subscription, cancellationToken)));
            await all.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            if (all.Exception is { } failed)
                (failures ??= []).AddRange(failed.InnerExceptions);
            OnStageStopped(stage.Key);
        }

        _highestTried = null;
        if (failures is not null)
            throw new AggregateException("Some parts of the grain engine did not stop cleanly.", failures);
    }

    protected virtual void OnStageStarted(int stage)
    {
    }

    protected virtual void OnStageStopped(int stage)
    {
    }

    // Async, so that a subscriber that throws at once does not keep the others of its stage from running.
    private static async Task StartOneAsync(Subscription subscription, CancellationToken cancellationToken) =>
        await subscription.Observer.OnStart(cancellationToken);

    private static async Task StopOneAsync(Subscription subscription, CancellationToken cancellationToken) =>
        await subscription.Observer.OnStop(cancellationToken);

    private sealed class Subscription(StagedLifecycle owner, int stage, ILifecycleObserver observer) : IDisposable
    {
        public int Stage => stage;

        public ILifecycleObserver Observer => observer;

        public void Dispose() => owner._subscriptions.Remove(this);
    }
}
