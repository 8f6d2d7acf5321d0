using Aevrion.Engine.Invocation;
using Aevrion.Engine.Runtime;

namespace Orleans.Runtime;

/// <summary>
/// Stands for a grain: equal to every other reference to the same grain, valid for as long as the silo, whether or not the grain is
/// active. Classes made at run time derive from it and implement the grain interface.
/// </summary>
public class GrainReference : IAddressable, IEquatable<GrainReference>
{
    private readonly SiloSlot _silo;
    private RequestTarget? _lastTarget;

    internal GrainReference(SiloSlot silo, GrainId grainId)
    {
        _silo = silo;
        GrainId = grainId;
    }

    /// <summary>The identity of the grain.</summary>
    public GrainId GrainId { get; }

    public static bool operator ==(GrainReference? reference1, GrainReference? reference2) =>
        reference1 is null ? reference2 is null : reference1.Equals(reference2);

    public static bool operator !=(GrainReference? reference1, GrainReference? reference2) => !(reference1 == reference2);

    public bool Equals(GrainReference? other) => other is not null && GrainId.Equals(other.GrainId);

    public sealed override bool Equals(object? obj) => Equals(obj as GrainReference);

    public sealed override int GetHashCode() => GrainId.GetHashCode();

    public sealed override string ToString() => $"GrainReference:{GrainId}";

    internal GrainReference CastTo(Type interfaceType) =>
        interfaceType.IsInstanceOfType(this) ? this : GrainProxies.Create(interfaceType, _silo, GrainId);

    internal Task<T> SendForTask<T>(GrainRequest<T> request, GrainMethod method)
    {
        if (method.IsOneWay)
        {
            Send(request, method);
            return Task.FromResult<T>(default!);
        }

        var answer = request.ExpectAnswer();
        Send(request, method);
        return answer;
    }

    internal ValueTask<T> SendForValueTask<T>(GrainRequest<T> request, GrainMethod method) => new(SendForTask(request, method));

    internal Task SendForPlainTask(GrainRequest<Nothing> request, GrainMethod method) => SendForTask(request, method);

    internal ValueTask SendForPlainValueTask(GrainRequest<Nothing> request, GrainMethod method) => new(SendForTask(request, method));

    internal void SendForNothing(GrainRequest<Nothing> request, GrainMethod method) => Send(request, method);

    private void Send(GrainRequest request, GrainMethod method)
    {
        request.Method = method;
        request.Target = this;
        request.OwnTimeout = method.ResponseTimeout ?? _silo.ResponseTimeout;
        if (_silo.Current is not { } silo)
        {
            request.Fail(new SiloUnavailableException($"{request} was refused: the silo is not running."));
            return;
        }

        var target = _lastTarget;
        if (target is null || target.IsGone || target.Silo != silo)
            _lastTarget = target = silo.TargetOf(GrainId, request);
        if (target is not null)
            silo.Send(request, target);
    }
}
