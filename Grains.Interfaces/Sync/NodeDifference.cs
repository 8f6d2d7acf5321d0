using Orleans;

namespace Aevrion.Grains.Interfaces.Sync;

/// <summary>A node in which this region and a peer differ, or did until lately.</summary>
[GenerateSerializer]
[Immutable]
[Alias("aevrion.node-difference")]
public sealed record NodeDifference
{
    /// <summary>The node's level, 0 for a leaf.</summary>
    [Id(0)]
    public required int Level { get; init; }

    /// <summary>Its place on the level.</summary>
    [Id(1)]
    public required long Index { get; init; }

    /// <summary>Events in it that were committed here and that the peer has not acknowledged.</summary>
    [Id(2)]
    public long Pending { get; init; }

    /// <summary>True when the exchange that runs, or the last one, found it to differ.</summary>
    [Id(3)]
    public bool Differs { get; init; }

    /// <summary>True when it was found equal since.</summary>
    [Id(4)]
    public bool IsRepaired { get; init; }

    /// <summary>When it was found to differ, or equal again, in milliseconds since the Unix epoch; now, when no exchange has found anything.</summary>
    [Id(5)]
    public required long At { get; init; }
}
