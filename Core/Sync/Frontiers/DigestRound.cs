namespace Aevrion.Core.Sync.Frontiers;

/// <summary>Digests of its own history that a region is taking.</summary>
public sealed class DigestRound
{
    internal DigestRound(long horizon, IReadOnlyList<long> leaves)
    {
        Horizon = horizon;
        Leaves = leaves;
    }

    /// <summary>The region's closed horizon.</summary>
    public long Horizon { get; }

    /// <summary>
    /// A digest is wanted of everything below each, ascending; at most <see cref="FrontierLimits.MaxDigestsPerRound"/>, none beyond the
    /// horizon. May be empty.
    /// </summary>
    public IReadOnlyList<long> Leaves { get; }

    /// <summary>Lowest leaf that took events while the digests were taken: a digest beyond it may lack them.</summary>
    internal long LowestAdmitted { get; set; } = long.MaxValue;
}
