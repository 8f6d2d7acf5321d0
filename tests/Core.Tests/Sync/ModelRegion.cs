using System.Collections.Immutable;
using Aevrion.Core.Conflicts;
using Aevrion.Core.Events;
using Aevrion.Core.Sync.Exchange;
using Aevrion.Core.Tree;

namespace Aevrion.Core.Tests.Sync;

/// <summary>A region as a plain sorted set of events; its tree is computed from scratch at every read.</summary>
internal sealed class ModelRegion(TreeShape shape)
{
    private readonly SortedDictionary<EventStamp, Event> _events = [];

    public TreeShape Shape => shape;

    /// <summary>Events that a read answers at most.</summary>
    public int PageEvents { get; init; } = 3;

    public IReadOnlyCollection<EventStamp> Stamps => _events.Keys;

    /// <summary>False while the list of conflicts lags behind.</summary>
    public bool IsCurrent { get; init; } = true;

    /// <summary>Adds events; one that is there has seen afterwards what either had.</summary>
    public int Add(IEnumerable<Event> events) => events.Count(Add);

    /// <summary>The versions that lost to a concurrent write, ascending.</summary>
    public IReadOnlyList<EventStamp> Losers => [.. _events.Values
        .GroupBy(item => item.Key)
        .SelectMany(key => KeyHeads.Of(key.Select(VersionLineage.Of)).Losers)
        .Order()];

    public Event Find(EventStamp stamp) => _events[stamp];

    private bool Add(Event item)
    {
        if (_events.TryAdd(item.Stamp, item))
            return true;
        var known = _events[item.Stamp];
        _events[item.Stamp] = Event.Create(
            known.Key, known.Value, known.Timestamp, known.Origin, known.Parents.Union(item.Parents).Take(EventLimits.MaxParents).ToImmutableArray(), known.Batch);
        return false;
    }

    public TreeSnapshot Snapshot(long horizon) =>
        new(horizon, shape.Cover(horizon).SelectMany(range => Nodes(range.Level).Where(node => range.Contains(node.Address))));

    /// <summary>Performs what a machine asks of its region.</summary>
    /// <param name="effect">What it asks.</param>
    /// <param name="horizon">How far time is closed; one more leaf is open.</param>
    public SyncInput Perform(SyncEffect effect, long horizon) => effect switch
    {
        ReadHorizon => new HorizonRead(horizon, horizon + 1),
        ReadLeafDigests read => new LeafDigestsRead(
            [.. Nodes(0).Where(node => read.Ranges.Any(range => range.Contains(node.Address)))
                .Select(node => new LeafState(node.Address.Index, node.Count, node.Digest))]),
        ReadRange read => new EventsRead(
            [.. _events.Where(item => IsIn(item.Key, read)).Select(item => item.Value).Take(PageEvents)]),
        ReadSnapshot read => new SnapshotRead(Snapshot(read.Horizon)),
        ReadChildren read => new ChildrenRead(
            [.. Nodes(read.Parents[0].Level - 1).Where(node => read.Parents.Contains(shape.ParentOf(node.Address)))]),
        ReadLeaves read => new LeavesRead(_events.Keys
            .GroupBy(stamp => shape.LeafOf(stamp.Timestamp))
            .Where(leaf => read.Leaves.Contains(leaf.Key))
            .ToDictionary(leaf => leaf.Key, leaf => (IReadOnlyList<EventStamp>)[.. leaf])),
        ReadEvents read => new EventsRead([.. read.Stamps.Where(_events.ContainsKey).Select(stamp => _events[stamp]).Take(PageEvents)]),
        ReadLosers read => new LosersRead(
            IsCurrent || !read.MustBeCurrent ? [.. Losers.Where(loser => shape.LeafOf(loser.Timestamp) < read.Horizon)] : null),
        FindDescendants find => new DescendantsFound(
            [.. find.Losers.Where(_events.ContainsKey).Select(loser => OldestDescendant(loser, find.Horizon)).OfType<EventStamp>().Distinct().Order()]),
        AdmitEvents admit => new EventsAdmitted(Add(admit.Events)),
        AwaitAdmissions => new EventsAdmitted(0),
        _ => throw new InvalidOperationException(effect.GetType().Name),
    };

    private EventStamp? OldestDescendant(EventStamp loser, long horizon) => _events.Values.FirstOrDefault(item =>
        item.Stamp > loser && item.Key == _events[loser].Key && shape.LeafOf(item.Timestamp) < horizon
        && item.Parents.Any(parent => parent == loser.Id || parent == SeenVersions.AllEarlier))?.Stamp;

    private bool IsIn(EventStamp stamp, ReadRange read) =>
        read.Leaves.Contains(new NodeAddress(0, shape.LeafOf(stamp.Timestamp))) && (read.After is not { } after || stamp > after);

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
