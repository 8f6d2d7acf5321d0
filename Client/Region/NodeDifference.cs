namespace Aevrion.Client;

/// <summary>A node of the time tree in which a region and a peer differ, or did until lately.</summary>
public sealed record NodeDifference : ServerDocument
{
    /// <summary>The node's level, 0 for a leaf.</summary>
    public int Level { get; init; }

    /// <summary>Its place on the level.</summary>
    public long Index { get; init; }

    /// <summary>Events in it that were committed in the region and that the peer has not acknowledged.</summary>
    public long Pending { get; init; }

    /// <summary>True when the exchange that runs, or the last one, found it to differ.</summary>
    public bool Differs { get; init; }

    /// <summary>True when it was found equal since.</summary>
    public bool Repaired { get; init; }

    /// <summary>When it was found to differ, or equal again, in milliseconds since the Unix epoch.</summary>
    public long At { get; init; }
}
