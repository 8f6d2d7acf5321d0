using Aevrion.Core.Events;
using Aevrion.Core.Reconciliation;
using Aevrion.Core.Sync.Protocol;
using Aevrion.Core.Tree;

namespace Aevrion.Core.Sync.Exchange;

/// <summary>What an exchange has found to differ and not yet dealt with.</summary>
internal sealed class RepairPlan(Dialogue dialogue, TreeShape shape)
{
    private readonly Queue<NodeAddress> _nodes = new();
    private readonly Queue<DifferingNode> _leaves = new();
    private readonly Dictionary<long, long> _counts = [];

    /// <summary>Nodes that only the peer has: everything under them is wanted.</summary>
    public List<NodeAddress> WantedUnder { get; } = [];

    /// <summary>Nodes that only this side has: everything under them is given.</summary>
    public List<NodeAddress> GivenUnder { get; } = [];

    /// <summary>Items of the last event sketch that only the peer has.</summary>
    public List<Item8> Wanted { get; } = [];

    /// <summary>Events that only this side has.</summary>
    public List<EventStamp> Given { get; } = [];

    /// <summary>True while nodes wait for a leaf sketch.</summary>
    public bool HasNodes => _nodes.Count > 0;

    /// <summary>True while leaves wait for an event sketch.</summary>
    public bool HasLeaves => _leaves.Count > 0;

    /// <summary>True while something waits to be given or fetched.</summary>
    public bool HasTransfers => WantedUnder.Count > 0 || GivenUnder.Count > 0 || Wanted.Count > 0 || Given.Count > 0;

    /// <summary>Takes a differing node that is small enough to look at its leaves, or that one side lacks.</summary>
    public void Add(DifferingNode node)
    {
        if (node.Address.Level == 0)
            dialogue.DifferingLeaves++;
        if (node.Address.Level == 0 || !node.IsThere || node.LocalCount == 0)
            dialogue.Differing.Add(node.Address);
        if (!node.IsThere)
            GivenUnder.Add(node.Address);
        else if (node.LocalCount == 0)
            WantedUnder.Add(node.Address);
        else if (node.Address.Level == 0)
            _leaves.Enqueue(node);
        else
            _nodes.Enqueue(node.Address);
    }

    /// <summary>The nodes of the next leaf sketch, in the order of time.</summary>
    public IReadOnlyList<NodeAddress> TakeNodes()
    {
        var taken = new List<NodeAddress>();
        for (var leaves = 0L; _nodes.TryPeek(out var next); taken.Add(_nodes.Dequeue()))
        {
            var range = shape.LeavesUnder(next);
            leaves += range.End - range.First;
            if (leaves > ProtocolLimits.MaxSketchLeaves)
                break;
        }

        return ByTime(taken);
    }

    /// <summary>The leaves of the next event sketch, ascending.</summary>
    public IReadOnlyList<DifferingNode> TakeLeaves()
    {
        var taken = new List<DifferingNode>();
        for (var events = 0L; taken.Count < ProtocolLimits.MaxLeavesPerEventSketch && _leaves.TryPeek(out var next);)
        {
            events += next.LocalCount;
            if (events > ProtocolLimits.TargetEventsPerSketch && taken.Count > 0)
                break;
            taken.Add(_leaves.Dequeue());
            _counts[next.Address.Index] = next.LocalCount;
        }

        return [.. taken.OrderBy(leaf => leaf.Address.Index)];
    }

    /// <summary>Gives an event of a leaf that was not compared. It is read by itself, however few others there are.</summary>
    public void GiveAlone(EventStamp stamp)
    {
        _counts[shape.LeafOf(stamp.Timestamp)] = long.MaxValue;
        Given.Add(stamp);
    }

    /// <summary>How many events this side had in a leaf that was compared.</summary>
    public long CountOf(long leaf) => _counts.GetValueOrDefault(leaf);

    /// <summary>Puts leaves back that could not be looked at yet.</summary>
    public void Return(IEnumerable<DifferingNode> leaves)
    {
        foreach (var leaf in leaves)
            _leaves.Enqueue(leaf);
    }

    /// <summary>Nodes in the order of time.</summary>
    public List<NodeAddress> ByTime(IEnumerable<NodeAddress> nodes) => [.. nodes.OrderBy(node => shape.LeavesUnder(node).First)];
}
