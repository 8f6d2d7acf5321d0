using System.Text;
using Aevrion.Core.Events;
using Aevrion.Core.Tree;

namespace Aevrion.Storage.Tests.Conformance;

/// <summary>The contract once more, as slow and plain as can be: a set of events, and everything recomputed from it on demand.</summary>
internal sealed class EventModel(TreeShape shape, IEnumerable<Event> events)
{
    private readonly List<Event> _events = [.. events.DistinctBy(@event => @event.Id).OrderBy(@event => @event.Stamp)];

    public int Count => _events.Count;

    public IEnumerable<long> Times => _events.Select(@event => @event.Timestamp).Distinct();

    public IEnumerable<string> Keys => _events.Select(@event => @event.Key).Distinct();

    public Event? At(string key, long timestamp) => _events.LastOrDefault(@event => @event.Key == key && @event.Timestamp <= timestamp);

    public IReadOnlyList<Event> History(string key) => [.. _events.Where(@event => @event.Key == key).Reverse()];

    /// <summary>Keys that are there at a time, in the order of their bytes.</summary>
    public IReadOnlyList<Event> Live(string prefix, long timestamp) =>
    [
        .. Keys.Where(key => key.StartsWith(prefix, StringComparison.Ordinal))
            .OrderBy(key => Convert.ToHexString(Encoding.UTF8.GetBytes(key)), StringComparer.Ordinal)
            .Select(key => At(key, timestamp))
            .OfType<Event>()
            .Where(@event => !@event.IsDeletion),
    ];

    public IReadOnlyList<Event> Log(string prefix, long timestamp) =>
        [.. _events.Where(@event => @event.Key.StartsWith(prefix, StringComparison.Ordinal) && @event.Timestamp <= timestamp)];

    public IReadOnlyList<TreeNode> Nodes(int level) => level == 0
        ?
        [
            .. _events.GroupBy(@event => shape.LeafOf(@event.Timestamp)).OrderBy(leaf => leaf.Key).Select(leaf => new TreeNode(
                new NodeAddress(0, leaf.Key), leaf.Count(), TreeDigest.OfLeaf(leaf.Select(@event => @event.Id)))),
        ]
        :
        [
            .. Nodes(level - 1).GroupBy(child => child.Address.Index / shape.BranchingFactor).OrderBy(node => node.Key).Select(node => new TreeNode(
                new NodeAddress(level, node.Key), node.Sum(child => child.Count), TreeDigest.OfInner(node))),
        ];
}
