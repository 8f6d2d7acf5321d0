using Aevrion.Core.Events;
using Aevrion.Core.Sync.Exchange;
using Aevrion.Core.Tree;

namespace Aevrion.Pictures.Regions;

/// <summary>A region that is a plain set of events, with the tree over it. It has no key with conflicts.</summary>
/// <param name="shape">The tree's geometry.</param>
internal sealed class PictureRegion(TreeShape shape)
{
    private readonly SortedDictionary<EventStamp, Event> _events = [];
    private StampTree? _tree;

    /// <summary>Events held.</summary>
    public int Count => _events.Count;

    /// <summary>The events, ascending.</summary>
    public IEnumerable<Event> Events => _events.Values;

    /// <summary>The tree over all of them.</summary>
    public StampTree Tree => _tree ??= new StampTree(shape, _events.Keys);

    /// <summary>Adds those that are not there, and answers them.</summary>
    public IReadOnlyList<Event> Add(IEnumerable<Event> events)
    {
        List<Event> added = [.. events.Where(item => _events.TryAdd(item.Stamp, item))];
        _tree = added.Count > 0 ? null : _tree;
        return added;
    }

    /// <summary>Performs what an exchange asks of the region.</summary>
    /// <param name="effect">What it asks.</param>
    /// <param name="horizon">How far time is closed.</param>
    public SyncInput Perform(SyncEffect effect, long horizon) => effect switch
    {
        ReadHorizon => new HorizonRead(horizon, horizon),
        ReadSnapshot read => new SnapshotRead(Tree.SnapshotAt(read.Horizon)),
        ReadChildren read => new ChildrenRead([.. read.Parents.SelectMany(Tree.ChildrenOf)]),
        ReadLeafDigests read => new LeafDigestsRead([.. read.Ranges.SelectMany(LeavesOf)]),
        ReadLeaves read => new LeavesRead(read.Leaves.ToDictionary(leaf => leaf, Tree.StampsOf)),
        ReadEvents read => new EventsRead([.. read.Stamps.Where(_events.ContainsKey).Select(stamp => _events[stamp])]),
        ReadLosers => new LosersRead([]),
        AdmitEvents admit => new EventsAdmitted(Add(admit.Events).Count),
        AwaitAdmissions => new EventsAdmitted(0),
        _ => throw new InvalidOperationException(effect.GetType().Name),
    };

    private IEnumerable<LeafState> LeavesOf(NodeRange range)
    {
        for (var leaf = range.First; leaf < range.End; leaf++)
        {
            if (Tree.Find(new NodeAddress(0, leaf)) is { } node)
                yield return new LeafState(leaf, node.Count, node.Digest);
        }
    }
}
