using Orleans;

namespace Aevrion.Engine.Tests.Calls;

[GenerateSerializer]
[Immutable]
public sealed record ArgumentsSeen(
    [property: Id(0)] int Number,
    [property: Id(1)] string? Text,
    [property: Id(2)] ArgumentKind Kind,
    [property: Id(3)] long? Maybe,
    [property: Id(4)] int Sum,
    [property: Id(5)] bool CanBeCancelled);
