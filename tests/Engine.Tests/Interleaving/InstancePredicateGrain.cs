using Orleans;
using Orleans.Concurrency;
using Orleans.Serialization.Invocation;

namespace Aevrion.Engine.Tests.Interleaving;

[MayInterleave(nameof(IsWelcome))]
public sealed class InstancePredicateGrain : InterleavingGrainBase, IInstancePredicateGrain
{
    public bool IsWelcome(IInvokable request) =>
        request.GetArgumentCount() > 0 && (string?)request.GetArgument(0) == this.GetPrimaryKeyString();
}
