using System.Collections.Concurrent;
using Aevrion.Engine.Invocation;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;

namespace Aevrion.Engine.Runtime;

/// <summary>
/// One running silo: its grain classes, its activations and the calls in flight. Sends requests to where they belong and decides, by
/// <see cref="SiloPhase"/>, which are accepted.
/// </summary>
internal sealed class SiloRuntime
{
    private volatile SiloPhase _phase = SiloPhase.Starting;

    public SiloRuntime(IServiceProvider services, TimeProvider timeProvider, GrainClasses classes, SiloLimits limits, EngineLog log)
    {
        Services = services;
        TimeProvider = timeProvider;
        Classes = classes;
        Limits = limits;
        Log = log;
        InFlight = new InFlightRequests(timeProvider, limits.ResponseTimeout);
        Slot.Current = this;
    }

    /// <summary>For references made inside this silo.</summary>
    public SiloSlot Slot { get; } = new();

    public IServiceProvider Services { get; }

    /// <summary>What every grain is given.</summary>
    public IGrainRuntime? GrainRuntime => field ??= Services.GetService<IGrainRuntime>();

    public TimeProvider TimeProvider { get; }

    public GrainClasses Classes { get; }

    /// <summary>By interface, how its references are made.</summary>
    public ConcurrentDictionary<Type, ReferenceKind> Kinds { get; } = new();

    public SiloLimits Limits { get; }

    public EngineLog Log { get; }

    public ActivationDirectory Directory { get; } = new();

    public InFlightRequests InFlight { get; }

    public SiloPhase Phase
    {
        get => _phase;
        set => _phase = value;
    }

    /// <summary>What stands behind an identity, created if need be. Null after the request was refused.</summary>
    public RequestTarget? TargetOf(GrainId grainId, GrainRequest request)
    {
        if (Directory.Find(grainId) is { } existing)
            return existing;
        if (_phase is not (SiloPhase.Running or SiloPhase.Draining))
        {
            Refuse(request);
            return null;
        }

        if (Classes.Find(grainId.Type) is { } grainClass)
            return Directory.FindOrAdd(grainId, grainClass, this);
        request.Fail(new OrleansMessageRejectionException(
            grainId.Type == ObserverDirectory.GrainType
                ? $"{request} was refused: the observer's reference was deleted."
                : $"{request} was refused: there is no grain class of type {grainId.Type}."));
        return null;
    }

    public void Send(GrainRequest request, RequestTarget target)
    {
        if (_phase != SiloPhase.Running && !IsAcceptedWhileStopping())
        {
            Refuse(request);
            return;
        }

        request.Context = RequestContext.Export();
        InFlight.Add(request);
        request.WatchToken();
        target.Receive(request);
    }

    /// <summary>Sends a request, accepted before, to the successor of the activation that it missed.</summary>
    public void PassOn(GrainRequest request) => TargetOf(request.Target.GrainId, request)?.Receive(request);

    private bool IsAcceptedWhileStopping() =>
        _phase is SiloPhase.Draining or SiloPhase.Deactivating && RuntimeContext.Current is { } caller && caller.Silo == this;

    private void Refuse(GrainRequest request) => request.Fail(new SiloUnavailableException(
        _phase == SiloPhase.Starting
            ? $"{request} was refused: the silo has not started yet."
            : $"{request} was refused: the silo is stopping and takes no new calls."));
}
