using Aevrion.Core.Events;
using Aevrion.Core.Tree;

namespace Aevrion.Storage;

/// <summary>
/// The rows of the time tree. A node's count is transactional truth, kept by <see cref="IEventLog.AppendAsync"/> on every level up to
/// <see cref="TreeShape.HighestLevel"/>; its digest is a cache, valid exactly when it was taken of that many events. Counts only
/// grow, so equal counts mean the same events; where a repair takes damaged events out, it takes the digests above them away as well.
/// </summary>
/// <remarks>Every member throws <see cref="StorageUnavailableException"/> when the store cannot be reached.</remarks>
public interface ITreeStore
{
    /// <summary>The geometry, equal for the life of the store.</summary>
    TreeShape Shape { get; }

    /// <summary>The non-empty nodes in these ranges, read in one snapshot, in <see cref="NodeAddress"/> order.</summary>
    Task<IReadOnlyList<StoredNode>> ReadNodesAsync(IReadOnlyList<NodeRange> ranges, CancellationToken cancellationToken);

    /// <summary>The non-empty children of these inner nodes (all of one level), in one snapshot, ascending by index.</summary>
    Task<IReadOnlyList<StoredNode>> ReadChildrenAsync(IReadOnlyList<NodeAddress> parents, CancellationToken cancellationToken);

    /// <summary>
    /// The stamps of the events in these leaves, in (timestamp, id) order, in one snapshot; leaves without events are absent.
    /// </summary>
    Task<IReadOnlyDictionary<long, IReadOnlyList<EventStamp>>> ReadLeavesAsync(IReadOnlyCollection<long> leaves, CancellationToken cancellationToken);

    /// <summary>
    /// Count and digest of these leaves, taken from their events: no leaf is answered with some of the events of one transaction and not
    /// with the others. Ascending; leaves without events are absent.
    /// </summary>
    Task<IReadOnlyList<TreeNode>> TakeLeavesAsync(IReadOnlyCollection<long> leaves, CancellationToken cancellationToken);

    /// <summary>
    /// Keeps digests for later. A digest taken of fewer events than one already kept is ignored; nodes that do not exist are ignored.
    /// </summary>
    Task SaveDigestsAsync(IReadOnlyList<TreeNode> nodes, CancellationToken cancellationToken);
}
