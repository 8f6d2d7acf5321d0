using System.Collections.Immutable;
using Orleans;

namespace Aevrion.Grains.Interfaces.Load;

/// <summary>What was done in one step of time, <see cref="StepMs"/> long. Those of several silos add up.</summary>
[GenerateSerializer]
[Immutable]
[Alias("aevrion.load-step")]
public sealed record LoadStep
{
    /// <summary>Milliseconds a step lasts.</summary>
    public const int StepMs = 10_000;

    /// <summary>The step's number: its start in milliseconds since the Unix epoch, by <see cref="StepMs"/>.</summary>
    [Id(0)]
    public required long Number { get; init; }

    /// <summary>Events committed for clients.</summary>
    [Id(1)]
    public long Writes { get; init; }

    /// <summary>Keys and pages answered.</summary>
    [Id(2)]
    public long Reads { get; init; }

    /// <summary>Events of peers that were new and are durable.</summary>
    [Id(3)]
    public long Received { get; init; }

    /// <summary>Events that peers acknowledged.</summary>
    [Id(4)]
    public long Sent { get; init; }

    /// <summary>Requests refused for want of room, and events of peers not admitted.</summary>
    [Id(5)]
    public long Refused { get; init; }

    /// <summary>How long writing requests took: numbers of buckets, ascending, each followed by its count. Empty for none.</summary>
    [Id(6)]
    public ImmutableArray<int> WriteTimes { get; init; } = [];

    /// <summary>How long reading requests took, in the same form.</summary>
    [Id(7)]
    public ImmutableArray<int> ReadTimes { get; init; } = [];
}
