using Aevrion.Core.Events;
using Aevrion.Core.Sync.Exchange;
using Aevrion.Core.Tree;

namespace Aevrion.Core.Tests.Sync;

/// <summary>A region as a plain sorted set of events; its tree is computed from scratch at every read.</summary>
internal sealed class ModelRegion(TreeShape shape)
{
    private readonly SortedDictionary<EventStamp, Event> _events = [];

    public TreeShape Shape => shape;

    public IReadOnlyCollection<EventStamp> Stamps => _events.Keys;

    public int Add(IEnumerable<Event> events) => events.Count(item => _events.TryAdd(item.Stamp, item));

    public TreeSnapshot Snapshot(long horizon) =>
        new(horizon, shape.Cover(horizon).SelectMany(range => Nodes(range.Level).Where(node => range.Contains(node.Address))));

    /// <summary>Performs what a machine asks of its region.</summary>
    public SyncInput Perform(SyncEffect effect) => effect switch
    {
        ReadSnapshot read => new SnapshotRead(Snapshot(read.Horizon)),
        ReadChildren read => new ChildrenRead(
            [.. Nodes(read.Parents[0].Level - 1).Where(node => read.Parents.Contains(shape.ParentOf(node.Address)))]),
        ReadLeaves read => new LeavesRead(_events.Keys
            .GroupBy(stamp => shape.LeafOf(stamp.Timestamp))
            .Where(leaf => read.Leaves.Contains(leaf.Key))
            .ToDictionary(leaf => leaf.Key, leaf => (IReadOnlyList<EventStamp>)[.. leaf])),
        ReadEvents read => new EventsRead([.. read.Stamps.Where(_events.ContainsKey).Select(stamp => _events[stamp]).Take(3)]),
        AdmitEvents admit => new EventsAdmitted(Add(admit.Events)),
        _ => throw new InvalidOperationException(effect.GetType().Name),
    };

    private List<TreeNode> Nodes(int level)
    {
        var nodes = _events.Keys
            .GroupBy(stamp => shape.LeafOf(stamp.Timestamp))
            .Select(leaf => new TreeNode(new NodeAddress(0, leaf.Key), leaf.Count(), TreeDigest.OfLeaf(leaf.Select(stamp => stamp.Id))))
            .ToList();
        for (var i = 0; i < level; i++)
        {
            nodes = [.. nodes
                .GroupBy(node => shape.ParentOf(node.Address))
                .Select(parent => new TreeNode(parent.Key, parent.Sum(node => node.Count), TreeDigest.OfInner(parent)))];
        }

        return nodes;
    }
}
