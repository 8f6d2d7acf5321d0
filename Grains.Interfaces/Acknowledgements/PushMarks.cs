using System.Collections.Immutable;
using Orleans;

namespace Aevrion.Grains.Interfaces.Acknowledgements;

/// <summary>Where a write's events are in the push streams of the silo that committed them. Other events may lie between them.</summary>
[GenerateSerializer]
[Immutable]
[Alias("aevrion.push-marks")]
public sealed record PushMarks
{
    /// <summary>The life of the silo whose streams these are.</summary>
    [Id(0)]
    public required Guid Silo { get; init; }

    /// <summary>One a peer.</summary>
    [Id(1)]
    public required ImmutableArray<PushMark> Marks { get; init; }

    /// <summary>
    /// The latest timestamp among those events that are not in the streams because the region had them before, in milliseconds since the
    /// Unix epoch; null when all are in the streams.
    /// </summary>
    [Id(2)]
    public long? UnpushedMs { get; init; }
}
