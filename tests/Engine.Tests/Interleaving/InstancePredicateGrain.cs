using Orleans;
using Orleans.Concurrency;
using Orleans.Serialization.Invocation;

namespace Aevrion.Engine.Tests.Interleaving;

[MayInterleave(nameof(IsWelcome))]
public sealed class InstancePredicateGrain : InterleavingGrainBase, IInstancePredicateGrain
{
    public bool IsWelcome(IInvokable request) =>
        (string?)request.GetArgument(0) == "fail"
            ? throw new NotSupportedException("The predicate fails.")
            : (string?)request.GetArgument(0) == this.GetPrimaryKeyString();
}
