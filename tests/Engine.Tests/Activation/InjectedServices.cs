using Orleans;

namespace Aevrion.Engine.Tests.Activation;

[GenerateSerializer]
[Immutable]
public sealed record InjectedServices(
    [property: Id(0)] Guid Singleton,
    [property: Id(1)] Guid Scoped,
    [property: Id(2)] Guid ScopedFromProvider,
    [property: Id(3)] bool ContextIsOwn,
    [property: Id(4)] bool FactoryWorks);
