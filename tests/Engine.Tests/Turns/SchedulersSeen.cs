using Orleans;

namespace Aevrion.Engine.Tests.Turns;

[GenerateSerializer]
[Immutable]
public sealed record SchedulersSeen(
    [property: Id(0)] bool OwnAtStart,
    [property: Id(1)] bool OwnAfterAwait,
    [property: Id(2)] bool OwnInStartedTask,
    [property: Id(3)] bool OwnInPoolTask);
