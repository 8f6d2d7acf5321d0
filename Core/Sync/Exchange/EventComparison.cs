using Aevrion.Core.Events;
using Aevrion.Core.Reconciliation;
using Aevrion.Core.Sync.Protocol;
using Google.Protobuf;

namespace Aevrion.Core.Sync.Exchange;

/// <summary>Finds the differing events of some leaves by a sketch of their salted ids.</summary>
internal sealed class EventComparison(Dialogue dialogue, SketchScheme scheme, RepairPlan plan)
{
    private IReadOnlyList<DifferingNode> _leaves = [];
    private IReadOnlyDictionary<long, IReadOnlyList<EventStamp>> _stamps = new Dictionary<long, IReadOnlyList<EventStamp>>();
    private List<EventStamp> _sketched = [];

    /// <summary>Compares leaves that both sides have.</summary>
    /// <param name="leaves">Ascending.</param>
    public IEnumerable<SyncEffect> Run(IReadOnlyList<DifferingNode> leaves)
    {
        _leaves = leaves;
        yield return new ReadLeaves([.. leaves.Select(leaf => leaf.Address.Index)]);
        _stamps = dialogue.Answer<LeavesRead>().Leaves;
        var comparison = Compare(_leaves);
        yield return dialogue.Ask(Begin(comparison));
        var answer = Reply();
        if (answer.Covered != 0)
        {
            Narrow(answer);
            comparison = Compare(_leaves);
            yield return dialogue.Ask(Begin(comparison));
            answer = Reply();
            if (answer.Covered != 0)
                throw new ProtocolViolationException("The leaves asked for are fewer than the answer to the last request named.");
        }

        if (!answer.Whole.IsEmpty)
            comparison = Compare(LeaveOut(answer.Whole.Memory));
        comparison.Take(answer.Symbols.Span, answer.Items.Span, answer.More);
        while (!comparison.IsDone)
        {
            yield return dialogue.Ask(new Frame
            {
                EventSketchRequest = new EventSketchRequest
                {
                    FirstSymbol = (uint)comparison.Received,
                    Symbols = (uint)comparison.MoreSymbols,
                    List = comparison.MustList,
                },
            });
            answer = Reply();
            comparison.Take(answer.Symbols.Span, answer.Items.Span, answer.More);
        }

        plan.Wanted.AddRange(comparison.OnlyThere);
        plan.Given.AddRange(comparison.OnlyHere.Select(place => _sketched[place]));
    }

    private EventSketchAnswer Reply() => dialogue.Reply(Frame.BodyOneofCase.EventSketchAnswer).EventSketchAnswer;

    private IReadOnlyList<EventStamp> StampsOf(DifferingNode leaf) =>
        _stamps.TryGetValue(leaf.Address.Index, out var stamps) ? stamps : [];

    private ItemComparison Compare(IReadOnlyList<DifferingNode> leaves)
    {
        _sketched = [.. leaves.SelectMany(StampsOf)];
        var items = new Item8[_sketched.Count];
        for (var i = 0; i < items.Length; i++)
            items[i] = SaltedItems.OfEvent(scheme, _sketched[i].Id);
        return new ItemComparison(scheme, items);
    }

    private Frame Begin(ItemComparison comparison)
    {
        var request = new EventSketchRequest
        {
            Leaves = WireNodeLists.ToWire(0, _leaves.Select(leaf => leaf.Address.Index)),
            Counts = UnsafeByteOperations.UnsafeWrap(comparison.Counts),
        };
        request.LeafCounts.AddRange(_leaves.Select(leaf => (ulong)StampsOf(leaf).Count));
        return new Frame { EventSketchRequest = request };
    }

    private void Narrow(EventSketchAnswer answer)
    {
        if (answer.Covered >= (uint)_leaves.Count)
            throw new ProtocolViolationException("An answer covers fewer leaves than were asked for, or says nothing of it.");
        plan.Return(_leaves.Skip((int)answer.Covered));
        _leaves = [.. _leaves.Take((int)answer.Covered)];
    }

    /// <summary>
    /// Leaves of which the peer has so much more that it sends all of it. What this side has of them is little, and is given without
    /// comparing.
    /// </summary>
    private List<DifferingNode> LeaveOut(ReadOnlyMemory<byte> whole)
    {
        if (whole.Length != (_leaves.Count + 7) / 8)
            throw new ProtocolViolationException("The leaves to be sent whole do not fit those asked for.");
        var kept = new List<DifferingNode>();
        for (var i = 0; i < _leaves.Count; i++)
        {
            if ((whole.Span[i >> 3] & (1 << (i & 7))) == 0)
            {
                kept.Add(_leaves[i]);
                continue;
            }

            plan.WantedUnder.Add(_leaves[i].Address);
            plan.Given.AddRange(StampsOf(_leaves[i]));
        }

        return kept;
    }
}
