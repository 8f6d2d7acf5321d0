using Aevrion.Engine.Invocation;
using Aevrion.Engine.Timers;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace Aevrion.Engine.Runtime;

/// <summary>
/// One activation: a grain instance, its mailbox, and the order in which requests run.
/// Everything but <see cref="Receive"/>, <see cref="OnEnded"/> and the posting of work happens on its scheduler, one thread at a time, so
/// its state needs no locks. Bringing up and taking down the instance is <see cref="ActivationInstance"/>'s part.
/// </summary>
internal sealed class Activation : RequestTarget, IGrainContext, IRequestHost
{
    /// <summary>Stands for "ended" where nobody had asked before.</summary>
    private static readonly TaskCompletionSource Ended = CompletedSource();

    private readonly ActivationInstance _body;
    private readonly StatelessWorkerGroup? _group;
    private RequestGate _gate;
    private RequestQueue _waiting;
    private IdleClock _idle;
    private ActivationTimers? _timers;
    private TaskCompletionSource? _deactivated;
    private volatile ActivationState _state;
    private bool _isEnding;

    /// <summary>A <see cref="DeactivationReason"/>; boxed, because most activations have none for nearly all of their life.</summary>
    private object? _reasonToEnd;

    public Activation(SiloRuntime silo, GrainId grainId, GrainClass grainClass, StatelessWorkerGroup? group = null)
        : base(silo, grainId)
    {
        Scheduler = new ActivationScheduler(this);
        Class = grainClass;
        _gate = new RequestGate(grainClass);
        _body = new ActivationInstance(this);
        _group = group;
    }

    public ActivationScheduler Scheduler { get; }

    public GrainClass Class { get; }

    /// <summary>Made when the first timer is.</summary>
    public ActivationTimers Timers => LazyInitializer.EnsureInitialized(ref _timers, static () => new ActivationTimers());

    public override bool IsGone => _state == ActivationState.Gone;

    public GrainReference GrainReference => field ??= new GrainReference(Silo.Slot, GrainId);

    public object? GrainInstance => _body.Instance;

    public IServiceProvider ActivationServices => _body.Services;

    public IGrainLifecycle ObservableLifecycle => _body.Lifecycle;

    public Task Deactivated => LazyInitializer.EnsureInitialized(
        ref _deactivated, static () => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public override void Receive(GrainRequest request) => Scheduler.Post(request);

    /// <summary>A request arrives in its turn.</summary>
    public void Enter(GrainRequest request)
    {
        switch (_state)
        {
            case ActivationState.Created:
                _waiting.Add(request);
                _ = ActivateAsync();
                break;
            case ActivationState.Active when _waiting.Count == 0 || request.Method.IsAlwaysInterleave || _gate.AllowsOvertaking:
                if (Admits(request))
                    Begin(request);
                else
                    Queue(request);
                break;
            case ActivationState.Gone:
                PassOn(request);
                break;
            default:
                Queue(request);
                break;
        }
    }

    /// <summary>A request that outlasted its first turn has ended.</summary>
    public void Leave(GrainRequest request)
    {
        Release(request);
        Proceed();
    }

    public void OnEnded(GrainRequest request) => Scheduler.Post(request);

    void IGrainContext.Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken) =>
        Scheduler.Post(new DeactivateWorkItem(deactivationReason, onlyIfIdle: false));

    public override Task DeactivateAsync(DeactivationReason reason)
    {
        Scheduler.Post(new DeactivateWorkItem(reason, onlyIfIdle: false));
        return Deactivated;
    }

    public override void Collect(DateTimeOffset now)
    {
        if (_state == ActivationState.Active && _idle.IsStale(Class.CollectionAge, now))
            Scheduler.Post(new DeactivateWorkItem(
                new DeactivationReason(DeactivationReasonCode.ActivationIdle, $"No request for {Class.CollectionAge}."), onlyIfIdle: true));
    }

    public override void Abandon()
    {
        _state = ActivationState.Gone;
        StopTimers();
        SetDeactivated();
    }

    /// <summary>Stops every timer; none can be started from here on.</summary>
    public void StopTimers() => Interlocked.Exchange(ref _timers, ActivationTimers.Ended)?.Dispose();

    /// <summary>Asked to end. Runs in a turn.</summary>
    public void Deactivate(DeactivationReason reason, bool onlyIfIdle)
    {
        if (onlyIfIdle && (_gate.RunningCount > 0 || _waiting.Count > 0 || !_idle.IsStale(Class.CollectionAge, Silo.TimeProvider.GetUtcNow())))
            return;
        switch (_state)
        {
            case ActivationState.Created:
                EndWithoutInstance();
                break;
            case ActivationState.Activating:
                _reasonToEnd ??= reason;
                break;
            case ActivationState.Active:
                _reasonToEnd = reason;
                _state = ActivationState.Deactivating;
                Proceed();
                break;
        }
    }

    public void DelayDeactivation(TimeSpan delay) => _idle.Delay(delay, Silo.TimeProvider.GetUtcNow());

    public void EnterReentrantSection(Guid id) => _gate.EnterReentrantSection(id);

    public void LeaveReentrantSection(Guid id) => _gate.LeaveReentrantSection(id);

    public TComponent? GetComponent<TComponent>()
        where TComponent : class => _body.GetComponent<TComponent>();

    public void SetComponent<TComponent>(TComponent? value)
        where TComponent : class => _body.SetComponent(value);

    public override string ToString() => $"{GrainId} ({_state})";

    /// <summary>Whether a request may begin now.</summary>
    public bool Admits(GrainRequest request)
    {
        try
        {
            return request.IsAnswered || _gate.Admits(request, GrainInstance!);
        }
        catch (Exception exception)
        {
            // A predicate of the grain class failed: that is the answer to the request, which needs to wait no longer.
            request.Fail(exception);
            return true;
        }
    }

    private void Queue(GrainRequest request)
    {
        if (request.IsLocal && _state == ActivationState.Deactivating)
            return;
        if (Silo.Limits.MaxWaitingRequests is var most and > 0 && _waiting.Count >= most)
        {
            _group?.Released(this);
            request.Fail(new LimitExceededException(
                $"{request} was refused: {_waiting.Count} requests wait for the activation already, the limit of MaxEnqueuedRequestsHardLimit."));
            return;
        }

        _waiting.Add(request);
    }

    private void Begin(GrainRequest request)
    {
        if (request.IsAnswered)
        {
            _group?.Released(this);
            return;
        }

        _gate.Enter(request);
        if (RequestTurn.Begin(request, GrainInstance!, this))
            Release(request);
    }

    private void Release(GrainRequest request)
    {
        _gate.Leave(request);
        _group?.Released(this);
        if (request.KeepsAlive)
            _idle.Touch();
        if (request.Failure is { } failure)
            OnRequestFailed(request, failure);
    }

    private void OnRequestFailed(GrainRequest request, Exception failure)
    {
        if (request.Method.IsOneWay)
            Silo.Log.OneWayRequestFailed(failure, request);
        if (failure is InconsistentStateException { IsSourceActivation: true } lostRace)
        {
            lostRace.IsSourceActivation = false;
            Deactivate(new DeactivationReason(DeactivationReasonCode.ApplicationError, failure, "Its stored state was changed by somebody else."), false);
        }
    }

    /// <summary>Does what has become possible: begins waiting requests, or goes on with ending.</summary>
    private void Proceed()
    {
        while (_state == ActivationState.Active && _waiting.TakeFirst(this, _gate.AllowsOvertaking) is { } request)
            Begin(request);
        if (_state == ActivationState.Deactivating && _gate.RunningCount == 0 && !_isEnding)
        {
            _isEnding = true;
            _ = EndAsync();
        }
    }

    private async Task ActivateAsync()
    {
        _state = ActivationState.Activating;
        if (await _body.StartAsync() is { } failure)
        {
            LeaveDirectory();
            while (_waiting.TakeFirst() is { } request)
            {
                _group?.Released(this);
                request.Fail(failure);
            }

            await _body.DisposeAsync();
            SetDeactivated();
            return;
        }

        if (IsGone)
            return;
        _idle.Touch();
        _state = ActivationState.Active;
        Proceed();
        if (_reasonToEnd is DeactivationReason reason)
            Deactivate(reason, onlyIfIdle: false);
    }

    private async Task EndAsync()
    {
        await _body.StopAsync((DeactivationReason)_reasonToEnd!);
        LeaveDirectory();
        while (_waiting.TakeFirst() is { } request)
            PassOn(request);
        SetDeactivated();
    }

    private void EndWithoutInstance()
    {
        LeaveDirectory();
        SetDeactivated();
    }

    private void SetDeactivated() => (Interlocked.CompareExchange(ref _deactivated, Ended, null) ?? Ended).TrySetResult();

    private static TaskCompletionSource CompletedSource()
    {
        var source = new TaskCompletionSource();
        source.SetResult();
        return source;
    }

    private void LeaveDirectory()
    {
        StopTimers();
        _state = ActivationState.Gone;
        if (_group is null)
            Silo.Directory.Remove(this);
        else
            _group.Remove(this);
    }

    private void PassOn(GrainRequest request)
    {
        _group?.Released(this);
        if (!request.IsLocal && !request.IsAnswered)
            Silo.PassOn(request);
    }
}
