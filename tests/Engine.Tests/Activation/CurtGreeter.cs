using Orleans;

namespace Aevrion.Engine.Tests.Activation;

public sealed class CurtGreeter : Grain, IGreeter
{
    public Task<string> Greet() => Task.FromResult($"Hi {this.GetPrimaryKeyLong()}");
}
