using Orleans;

namespace Aevrion.Engine.Tests.Activation;

public sealed class PoliteGreeter : Grain, IGreeter
{
    public Task<string> Greet() => Task.FromResult($"Good day, {this.GetPrimaryKeyLong()}");
}
