using Aevrion.Engine.Invocation;

namespace Aevrion.Engine.Runtime;

/// <summary>
/// Decides which requests of an activation may run at the same time (never on two threads: one while another awaits), and knows which
/// do. Not thread-safe: the activation's own thread only. A part of its activation, not an object of its own.
/// </summary>
internal struct RequestGate(GrainClass grainClass)
{
    /// <summary>Running requests that others have to get along with. Usually one; those that always interleave are only counted.</summary>
    private List<GrainRequest>? _exclusive;

    private List<Guid>? _reentrantSections;
    private int _interleaving;

    public readonly int RunningCount => ExclusiveCount + _interleaving;

    /// <summary>Whether a waiting request could be admitted although one before it was not.</summary>
    public readonly bool AllowsOvertaking =>
        grainClass.MayInterleave is not null || _reentrantSections is { Count: > 0 } || (ExclusiveCount > 0 && _exclusive![0].Method.IsReadOnly);

    private readonly int ExclusiveCount => _exclusive?.Count ?? 0;

    public readonly bool Admits(GrainRequest incoming, object instance)
    {
        if (ExclusiveCount == 0 || grainClass.IsReentrant || incoming.Method.IsAlwaysInterleave)
            return true;
        if (_reentrantSections is { Count: > 0 } sections && sections.Contains(Orleans.Runtime.RequestContext.ReentrancyIdOf(incoming.Context)))
            return true;
        foreach (var running in _exclusive!)
        {
            if (!Interleave(running, incoming, instance))
                return false;
        }

        return true;
    }

    public void Enter(GrainRequest request)
    {
        if (Interleaves(request))
            _interleaving++;
        else
            (_exclusive ??= []).Add(request);
    }

    public void Leave(GrainRequest request)
    {
        if (Interleaves(request))
            _interleaving--;
        else
            _exclusive!.Remove(request);
    }

    public void EnterReentrantSection(Guid id) => (_reentrantSections ??= []).Add(id);

    public readonly void LeaveReentrantSection(Guid id) => _reentrantSections?.Remove(id);

    private readonly bool Interleaves(GrainRequest request) => grainClass.IsReentrant || request.Method.IsAlwaysInterleave;

    private readonly bool Interleave(GrainRequest running, GrainRequest incoming, object instance) =>
        (running.Method.IsReadOnly && incoming.Method.IsReadOnly) ||
        (grainClass.MayInterleave is { } accepts && (accepts(instance, incoming) || accepts(instance, running)));
}
