namespace Aevrion.Engine.Tests.Clusters;

public sealed class ScopedService
{
    public Guid Id { get; } = Guid.NewGuid();
}
