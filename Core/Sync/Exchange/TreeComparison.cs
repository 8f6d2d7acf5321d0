using Aevrion.Core.Reconciliation;
using Aevrion.Core.Sync.Protocol;
using Aevrion.Core.Tree;

namespace Aevrion.Core.Sync.Exchange;

/// <summary>
/// Finds the differing nodes: from the progressive digests down to nodes small enough that a sketch of their leaves is worth it. A
/// node that one side lacks is not looked into.
/// </summary>
internal sealed class TreeComparison(Dialogue dialogue, TreeShape shape, SketchScheme scheme, RepairPlan plan)
{
    // Lower levels first, so that what is waiting stays small: at most the children of one step a level.
    private readonly SortedDictionary<int, Queue<NodeAddress>> _deep = [];

    /// <summary>Compares from a snapshot down.</summary>
    /// <param name="local">This side's snapshot.</param>
    /// <param name="remote">The peer's digests of the same nodes.</param>
    public IEnumerable<SyncEffect> Run(TreeSnapshot local, NodeDigests? remote)
    {
        Note(new NodeSequence(shape.Cover(local.Horizon)).Compare(scheme, local.Nodes, remote ?? new NodeDigests()));
        while (_deep.Count > 0)
        {
            var (level, parents) = _deep.First();
            var asked = new List<NodeAddress>();
            while (asked.Count < ProtocolLimits.MaxParentsPerRequest && parents.TryDequeue(out var parent))
                asked.Add(parent);
            if (parents.Count == 0)
                _deep.Remove(level);

            yield return new ReadChildren(asked);
            var children = dialogue.Answer<ChildrenRead>().Children;
            yield return dialogue.Ask(new Frame
            {
                ChildrenRequest = new ChildrenRequest { Parents = WireNodeLists.ToWire(level, asked.Select(parent => parent.Index)) },
            });
            var answer = dialogue.Reply(Frame.BodyOneofCase.ChildrenAnswer).ChildrenAnswer;
            Note(new NodeSequence([.. asked.Select(shape.ChildrenOf)]).Compare(scheme, children, answer.Children ?? new NodeDigests()));
        }
    }

    private void Note(IEnumerable<DifferingNode> differing)
    {
        foreach (var node in differing)
        {
            if (node is { IsThere: true, LocalCount: > 0 } && Span(node.Address) > ProtocolLimits.MaxSketchSpan)
                Descend(node.Address);
            else
                plan.Add(node);
        }
    }

    private long Span(NodeAddress node)
    {
        var leaves = shape.LeavesUnder(node);
        return leaves.End - leaves.First;
    }

    private void Descend(NodeAddress node)
    {
        if (!_deep.TryGetValue(node.Level, out var queue))
            _deep.Add(node.Level, queue = new Queue<NodeAddress>());
        queue.Enqueue(node);
    }
}
