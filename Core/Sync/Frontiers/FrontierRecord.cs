using System.Collections.Immutable;

namespace Aevrion.Core.Sync.Frontiers;

/// <summary>
/// What a region says of itself, passed on by whoever learns it. Each point was true when the region took it, after it had closed the
/// time below: from then on the region takes no more writes of its own there.
/// </summary>
/// <param name="Region">The region.</param>
/// <param name="Version">Of two records of a region the one with the higher version holds. 1 or more.</param>
/// <param name="Peers">The regions it is configured to exchange with, ascending.</param>
/// <param name="Points">Ascending by leaf, at most <see cref="FrontierLimits.MaxPoints"/>.</param>
public sealed record FrontierRecord(string Region, long Version, ImmutableArray<string> Peers, ImmutableArray<HistoryDigest> Points)
{
    /// <summary>The highest leaf it has a digest for; 0 when it has none.</summary>
    public long Horizon => Points.Length == 0 ? 0 : Points[^1].Leaf;

    /// <inheritdoc/>
    public bool Equals(FrontierRecord? other) =>
        other is not null && Region == other.Region && Version == other.Version
        && Peers.SequenceEqual(other.Peers) && Points.SequenceEqual(other.Points);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Region, Version, Points.Length);
}
