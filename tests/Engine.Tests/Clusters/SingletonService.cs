namespace Aevrion.Engine.Tests.Clusters;

public sealed class SingletonService
{
    public Guid Id { get; } = Guid.NewGuid();
}
