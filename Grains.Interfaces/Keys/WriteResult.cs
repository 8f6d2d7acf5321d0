using Aevrion.Core;
using Aevrion.Grains.Interfaces.Acknowledgements;
using Orleans;

namespace Aevrion.Grains.Interfaces.Keys;

/// <summary>The outcome of a write.</summary>
[GenerateSerializer]
[Immutable]
[Alias("aevrion.write-result")]
public sealed record WriteResult
{
    /// <summary>How it ended.</summary>
    [Id(0)]
    public required OperationStatus Status { get; init; }

    /// <summary>The event's id when the write is done or its outcome unknown; otherwise the latest version's, if there is one.</summary>
    [Id(1)]
    public Hash256? Id { get; init; }

    /// <summary>That event's timestamp, in milliseconds since the Unix epoch.</summary>
    [Id(2)]
    public long? Timestamp { get; init; }

    /// <summary>Where the event is in the push streams, when that was asked for and the write is done.</summary>
    [Id(8)]
    public PushMarks? Pushes { get; init; }
}
