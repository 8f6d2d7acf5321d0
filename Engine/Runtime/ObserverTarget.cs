using Aevrion.Engine.Invocation;
using Orleans;
using Orleans.Runtime;

namespace Aevrion.Engine.Runtime;

/// <summary>
/// An observer: an object outside any activation. It is called on the thread pool, one call after another, each to its end.
/// It is held weakly, as its owner keeps it alive; calls to one that is no more are dropped, and fail if somebody waits for them.
/// </summary>
internal sealed class ObserverTarget(SiloRuntime silo, GrainId grainId, IGrainObserver observer)
    : RequestTarget(silo, grainId), IRequestHost, IThreadPoolWorkItem
{
    private readonly WeakReference<IGrainObserver> _observer = new(observer);
    private readonly Queue<GrainRequest> _waiting = new();
    private bool _isBusy;

    public override bool IsGone => false;

    public override void Receive(GrainRequest request)
    {
        lock (_waiting)
        {
            _waiting.Enqueue(request);
            if (_isBusy)
                return;
            _isBusy = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    void IThreadPoolWorkItem.Execute()
    {
        while (TakeNext() is { } request)
        {
            if (request.IsAnswered)
                continue;
            if (!_observer.TryGetTarget(out var instance))
                request.Fail(new OrleansMessageRejectionException($"{request} was refused: the observer was garbage-collected."));
            else if (!RequestTurn.Begin(request, instance, this))
                return;
            else
                LogFailure(request);
        }
    }

    public void OnEnded(GrainRequest request)
    {
        LogFailure(request);
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    public override void Collect(DateTimeOffset now)
    {
        if (!_observer.TryGetTarget(out _))
            Silo.Directory.Remove(this);
    }

    public override Task DeactivateAsync(DeactivationReason reason)
    {
        Silo.Directory.Remove(this);
        return Task.CompletedTask;
    }

    public override void Abandon()
    {
    }

    private GrainRequest? TakeNext()
    {
        lock (_waiting)
        {
            if (_waiting.TryDequeue(out var request))
                return request;
            _isBusy = false;
            return null;
        }
    }

    private void LogFailure(GrainRequest request)
    {
        if (request.Method.IsOneWay && request.Failure is { } failure)
            Silo.Log.OneWayRequestFailed(failure, request);
    }
}
