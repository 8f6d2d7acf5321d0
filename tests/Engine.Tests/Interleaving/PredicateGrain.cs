using Orleans.Concurrency;
using Orleans.Serialization.Invocation;

namespace Aevrion.Engine.Tests.Interleaving;

[MayInterleave(nameof(IsWelcome))]
public sealed class PredicateGrain : InterleavingGrainBase, IPredicateGrain
{
    public static bool IsWelcome(IInvokable request) =>
        request.GetMethodName() == nameof(Note) && (string?)request.GetArgument(0) == "welcome";
}
