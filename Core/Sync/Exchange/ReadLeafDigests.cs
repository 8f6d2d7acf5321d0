using Aevrion.Core.Sync.Protocol;
using Aevrion.Core.Tree;

namespace Aevrion.Core.Sync.Exchange;

/// <summary>
/// Read the non-empty leaves in these ranges of leaves (level 0, ascending, disjoint; <see cref="MaxLeaves"/> in all at most).
/// Answered by <see cref="LeafDigestsRead"/>.
/// </summary>
public sealed record ReadLeafDigests(IReadOnlyList<NodeRange> Ranges) : SyncEffect
{
    /// <summary>Most leaves, empty ones included, that are asked for at once.</summary>
    public const long MaxLeaves = ProtocolLimits.MaxSketchLeaves;
}
