using Aevrion.Core.Reconciliation;
using Aevrion.Core.Sync.Protocol;
using Aevrion.Core.Tree;
using Google.Protobuf;

namespace Aevrion.Core.Sync.Exchange;

/// <summary>Finds the differing leaves under some nodes by a sketch of (leaf, digest).</summary>
internal sealed class LeafComparison(Dialogue dialogue, TreeShape shape, SketchScheme scheme, RepairPlan plan)
{
    /// <summary>Compares the leaves under nodes that both sides have.</summary>
    /// <param name="nodes">In the order of time.</param>
    public IEnumerable<SyncEffect> Run(IReadOnlyList<NodeAddress> nodes)
    {
        var ranges = nodes.Select(shape.LeavesUnder).ToList();
        var places = new LeafPlaces(ranges);
        yield return new ReadLeafDigests(ranges);
        var leaves = dialogue.Answer<LeafDigestsRead>().Leaves;
        var comparison = new ItemComparison(scheme, places.ItemsOf(scheme, leaves));

        var request = new LeafSketchRequest { Counts = UnsafeByteOperations.UnsafeWrap(comparison.Counts) };
        request.Under.AddRange(WireNodeLists.ToWire(nodes));
        while (true)
        {
            yield return dialogue.Ask(new Frame { LeafSketchRequest = request });
            var answer = dialogue.Reply(Frame.BodyOneofCase.LeafSketchAnswer).LeafSketchAnswer;
            comparison.Take(answer.Symbols.Span, answer.Items.Span, answer.More);
            if (comparison.IsDone)
                break;
            request = new LeafSketchRequest
            {
                FirstSymbol = (uint)comparison.Received,
                Symbols = (uint)comparison.MoreSymbols,
                List = comparison.MustList,
            };
        }

        Note(leaves, comparison, places);
    }

    private void Note(IReadOnlyList<LeafState> leaves, ItemComparison comparison, LeafPlaces places)
    {
        var there = comparison.OnlyThere
            .Select(item => places.LeafAt(SaltedItems.PlaceOf(item)) ?? throw new ProtocolViolationException("A leaf that was not asked for."))
            .ToHashSet();
        foreach (var place in comparison.OnlyHere)
        {
            var leaf = leaves[place];
            plan.Add(new DifferingNode(new NodeAddress(0, leaf.Leaf), leaf.Count, there.Remove(leaf.Leaf)));
        }

        foreach (var leaf in there.Order())
            plan.Add(new DifferingNode(new NodeAddress(0, leaf), 0, IsThere: true));
    }
}
