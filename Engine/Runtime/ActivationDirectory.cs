using System.Collections.Concurrent;
using Orleans.Runtime;

namespace Aevrion.Engine.Runtime;

/// <summary>Which identity is served by what. At most one target an identity, whoever asks for it at the same time.</summary>
internal sealed class ActivationDirectory
{
    private readonly ConcurrentDictionary<GrainId, RequestTarget> _targets = new();

    /// <summary>Everything in it at about now.</summary>
    public IEnumerable<RequestTarget> All => _targets.Select(pair => pair.Value);

    public int Count => _targets.Count;

    public RequestTarget? Find(GrainId grainId) => _targets.GetValueOrDefault(grainId);

    /// <summary>Several threads may create a target, one of which stays; the others have not begun anything.</summary>
    public RequestTarget FindOrAdd(GrainId grainId, GrainClass grainClass, SiloRuntime silo) =>
        _targets.GetOrAdd(
            grainId,
            static (id, made) => made.grainClass.MaxWorkers is { } most
                ? new StatelessWorkerGroup(made.silo, id, made.grainClass, most)
                : new Activation(made.silo, id, made.grainClass),
            (grainClass, silo));

    public void Add(RequestTarget target) => _targets[target.GrainId] = target;

    /// <summary>Removes the target, unless another has taken its place.</summary>
    public void Remove(RequestTarget target) => _targets.TryRemove(new KeyValuePair<GrainId, RequestTarget>(target.GrainId, target));
}
