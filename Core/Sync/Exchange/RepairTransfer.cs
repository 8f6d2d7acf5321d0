using System.Runtime.InteropServices;
using Aevrion.Core.Events;
using Aevrion.Core.Reconciliation;
using Aevrion.Core.Sync.Protocol;
using Aevrion.Core.Tree;
using Google.Protobuf;

namespace Aevrion.Core.Sync.Exchange;

/// <summary>
/// Gives the peer what it lacks and fetches what this side lacks, in frames of bounded size. The peer is waited for after every
/// <see cref="ProtocolLimits.MaxBulkBytes"/>, so neither side holds more than that of the other's.
/// </summary>
internal sealed class RepairTransfer(Dialogue dialogue, TreeShape shape, SketchScheme scheme, RepairPlan plan)
{
    /// <summary>Transfers on their way whose answer is not there yet: one is made durable while the next travels.</summary>
    private const int MaxOpenTransfers = 2;

    private HashSet<Item8> _wanted = [];
    private List<NodeAddress> _under = [];
    private EventStamp? _after;
    private long _unasked;
    private int _open;

    /// <summary>The peer's digest of everything below the horizon, once everything has been transferred; null when not asked for.</summary>
    public Hash256? Digest { get; private set; }

    /// <summary>The peer's sum of the versions below the horizon that lost, after that; null when it was not asked for or told.</summary>
    public ulong? LosersSum { get; private set; }

    /// <summary>Deals with all of the plan's transfers.</summary>
    /// <param name="verifyHorizon">Ask for the digest below it at the end; null for none.</param>
    /// <param name="tellLosers">With it, ask for the sum of the versions that lost.</param>
    public IEnumerable<SyncEffect> Run(long? verifyHorizon, bool tellLosers = false)
    {
        foreach (var effect in GiveEvents().Concat(GiveRanges()).Concat(TakeAnswers(open: 0)))
            yield return effect;

        var items = new Queue<Item8>(plan.Wanted);
        var nodes = new Queue<NodeAddress>(plan.ByTime(plan.WantedUnder));
        do
        {
            var request = new Transfer { Last = true };
            var wanted = Take(items, ProtocolLimits.MaxWantedItems);
            _wanted = [.. wanted];
            request.Wanted = WireItems.ToWire(CollectionsMarshal.AsSpan(wanted));
            _under = Take(nodes, ProtocolLimits.MaxLeavesPerEventSketch);
            request.WantedUnder.AddRange(WireNodeLists.ToWire(_under));
            _after = null;
            if (items.Count == 0 && nodes.Count == 0)
                (request.VerifyHorizon, request.TellLosers) = ((ulong)(verifyHorizon ?? 0), tellLosers && verifyHorizon is not null);
            foreach (var effect in Fetch(request))
                yield return effect;
        }
        while (items.Count > 0 || nodes.Count > 0);

        plan.Wanted.Clear();
        plan.WantedUnder.Clear();
    }

    private IEnumerable<SyncEffect> GiveEvents()
    {
        plan.Given.Sort();
        foreach (var effect in new StampedEvents(dialogue.Answers, shape, plan.CountOf, Give).Read(plan.Given))
            yield return effect;
        plan.Given.Clear();
    }

    private IEnumerable<SyncEffect> GiveRanges()
    {
        foreach (var node in plan.ByTime(plan.GivenUnder))
        {
            EventStamp? after = null;
            while (true)
            {
                yield return new ReadRange(shape.LeavesUnder(node), after);
                var events = dialogue.Answer<EventsRead>().Events;
                if (events.Count == 0)
                    break;
                CountLeaves(node, events, after);
                after = events[^1].Stamp;
                foreach (var effect in Give(events))
                    yield return effect;
            }
        }

        plan.GivenUnder.Clear();
    }

    private IEnumerable<SyncEffect> Give(IReadOnlyList<Event> events)
    {
        foreach (var part in EventFrames.Split(events))
        {
            var given = new Transfer();
            given.Events.AddRange(part.Select(WireEvents.ToWire));
            _unasked += part.Sum(item => (long)WireEvents.SizeEstimate(item));
            dialogue.Sent += part.Count;
            given.Last = _unasked >= ProtocolLimits.MaxBulkBytes / MaxOpenTransfers;
            if (given.Last)
            {
                _unasked = 0;
                _open++;
                dialogue.CountRoundTrip();
            }

            yield return new SendFrame(new Frame { Transfer = given });
            foreach (var effect in TakeAnswers(MaxOpenTransfers - 1))
                yield return effect;
        }
    }

    /// <summary>Takes the answers to what was given, until no more than so many are open.</summary>
    private IEnumerable<SyncEffect> TakeAnswers(int open)
    {
        for (; _open > open; _open--)
        {
            yield return AwaitFrame.Instance;
            var answer = dialogue.Reply(Frame.BodyOneofCase.TransferAnswer).TransferAnswer;
            if (answer.More || answer.Cut || answer.Events.Count > 0)
                throw new ProtocolViolationException("An answer that brings what was not asked for.");
        }
    }

    private IEnumerable<SyncEffect> Fetch(Transfer request)
    {
        for (var cut = true; cut;)
        {
            yield return dialogue.Ask(new Frame { Transfer = request });
            var bytes = 0L;
            var progress = false;
            for (var more = true; more;)
            {
                var answer = dialogue.Reply(Frame.BodyOneofCase.TransferAnswer).TransferAnswer;
                var events = WireEvents.FromWire(answer.Events);
                Array.ForEach(events, Expect);
                progress |= events.Length > 0;
                bytes += answer.Events.Sum(item => (long)item.CalculateSize());
                more = answer.More;
                cut = answer.Cut;
                if ((more && events.Length == 0) || bytes > 2 * ProtocolLimits.MaxBulkBytes + _wanted.Count * (long)ProtocolLimits.MaxFrameBytes)
                    throw new ProtocolViolationException("An answer that does not come to its end.");
                dialogue.Received += events.Length;
                foreach (var effect in dialogue.Admit(dialogue.Batches.Take(events)))
                    yield return effect;

                if (more)
                    yield return AwaitFrame.Instance;
                else if (request.VerifyHorizon != 0 && !cut)
                    (Digest, LosersSum) = (WireHashes.FromWire(answer.Digest), answer.HasLosersSum ? answer.LosersSum : null);
            }

            if (cut && (!progress || _after is null))
                throw new ProtocolViolationException("A part of an answer that brings nothing.");
            request = request.Clone();
            request.Events.Clear();
            request.Wanted = ByteString.Empty;
            request.AfterTimestamp = _after?.Timestamp ?? 0;
            request.AfterId = _after is { } after ? WireHashes.ToWire(after.Id) : ByteString.Empty;
        }
    }

    /// <summary>An event has to be one that was asked for: by its item, or under a node and behind what came before.</summary>
    private void Expect(Event item)
    {
        if (_wanted.Count > 0 && _wanted.Remove(SaltedItems.OfEvent(scheme, item.Id)))
            return;
        var leaf = shape.LeafOf(item.Timestamp);
        var node = _under.FindIndex(node => IsUnder(node, leaf));
        if (node < 0 || (_after is { } after && item.Stamp <= after))
            throw new ProtocolViolationException(Refusal.Types.Reason.InvalidEvent, "An event that was not asked for.");
        CountLeaves(_under[node], [item], _after);
        _after = item.Stamp;
    }

    private bool IsUnder(NodeAddress node, long leaf)
    {
        var leaves = shape.LeavesUnder(node);
        return leaf >= leaves.First && leaf < leaves.End;
    }

    /// <summary>Leaves under a node that one side lacks differ too, though nobody compared them.</summary>
    private void CountLeaves(NodeAddress node, IEnumerable<Event> events, EventStamp? after)
    {
        if (node.Level == 0)
            return;
        var last = after is { } stamp && IsUnder(node, shape.LeafOf(stamp.Timestamp)) ? shape.LeafOf(stamp.Timestamp) : -1;
        foreach (var item in events)
        {
            var leaf = shape.LeafOf(item.Timestamp);
            dialogue.DifferingLeaves += leaf == last ? 0 : 1;
            last = leaf;
        }
    }

    private static List<T> Take<T>(Queue<T> queue, int most)
    {
        var taken = new List<T>();
        while (taken.Count < most && queue.TryDequeue(out var next))
            taken.Add(next);
        return taken;
    }
}
