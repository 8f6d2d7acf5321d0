using Aevrion.Core.Events;
using Aevrion.Core.Sync.Protocol;
using Aevrion.Core.Tree;

namespace Aevrion.Core.Sync.Exchange;

/// <summary>
/// The dialler's side of an exchange: compares this region's closed history with the peer's and repairs what differs, both ways.
/// Probe; when the digests differ, compare the progressive digests, descend into differing nodes, list differing leaves, fetch and
/// offer just the events that one side lacks; probe again. Ends by itself against any peer, at the latest after
/// <see cref="MaxRoundTrips"/> requests: what was repaired until then stays, and the next exchange goes on from there.
/// </summary>
public sealed class ExchangeInitiator(TreeShape shape, long horizon) : SyncMachine
{
    /// <summary>Most requests in one exchange.</summary>
    public const int MaxRoundTrips = 100_000;

    /// <summary>How often an exchange descends before it leaves the rest to the next one. More than one is needed only while imports run.</summary>
    public const int MaxRounds = 3;

    private readonly TreeShape _shape = shape;
    private TreeSnapshot _local = new(0, []);
    private int _roundTrips;
    private long _differingLeaves;
    private long _received;
    private long _added;
    private long _sent;

    /// <summary>How far the exchange is; not equal until it has ended so.</summary>
    public ExchangeOutcome Progress => Outcome(equal: false);

    /// <inheritdoc/>
    protected override IEnumerable<SyncEffect> Run()
    {
        yield return new ReadSnapshot(horizon);
        _local = Answer<SnapshotRead>().Snapshot;
        for (var round = 0; ; round++)
        {
            yield return Ask(Probe());
            var probe = Reply(Frame.BodyOneofCase.ProbeAnswer).ProbeAnswer;
            if (probe.Horizon > (ulong)_local.Horizon)
                throw new ProtocolViolationException("A probe is answered at the lower of both horizons.");
            if (probe.Horizon < (ulong)_local.Horizon)
            {
                yield return new ReadSnapshot((long)probe.Horizon);
                _local = Answer<SnapshotRead>().Snapshot;
            }

            var equal = WireHashes.FromWire(probe.Digest) == _local.Digest;
            if (equal || round == MaxRounds || Spent)
            {
                yield return new ExchangeFinished(Outcome(equal));
                yield break;
            }

            foreach (var effect in Repair())
                yield return effect;
            yield return new ReadSnapshot(_local.Horizon);
            _local = Answer<SnapshotRead>().Snapshot;
        }
    }

    private bool Spent => _roundTrips >= MaxRoundTrips;

    private IEnumerable<SyncEffect> Repair()
    {
        var descent = new TreeDescent();
        yield return Ask(new Frame { SnapshotRequest = new SnapshotRequest { Horizon = (ulong)_local.Horizon } });
        descent.Compare(_local.Nodes, WireNodes.FromAnswer(Reply(Frame.BodyOneofCase.NodesAnswer).NodesAnswer, _shape.Cover(_local.Horizon)));

        while (descent.HasMore && !Spent)
        {
            var step = descent.NextLevel == 0 ? RepairLeaves(descent.Take()) : Descend(descent, descent.Take());
            foreach (var effect in step)
                yield return effect;
        }

        _differingLeaves += descent.DifferingLeaves;
    }

    private IEnumerable<SyncEffect> Descend(TreeDescent descent, IReadOnlyList<DifferingNode> nodes)
    {
        IReadOnlyList<TreeNode> local = [];
        IReadOnlyList<TreeNode> remote = [];
        var here = nodes.Where(node => node.LocalCount > 0).Select(node => node.Address).ToList();
        var there = nodes.Where(node => node.RemoteCount > 0).Select(node => node.Address).ToList();
        if (here.Count > 0)
        {
            yield return new ReadChildren(here);
            local = Answer<ChildrenRead>().Children;
        }

        if (there.Count > 0)
        {
            var request = new ChildrenRequest { Level = (uint)there[0].Level };
            request.Parents.AddRange(there.Select(address => (ulong)address.Index));
            yield return Ask(new Frame { ChildrenRequest = request });
            remote = WireNodes.FromAnswer(
                Reply(Frame.BodyOneofCase.NodesAnswer).NodesAnswer, [.. there.Select(_shape.ChildrenOf)]);
        }

        descent.Compare(local, remote);
    }

    private IEnumerable<SyncEffect> RepairLeaves(IReadOnlyList<DifferingNode> leaves)
    {
        var here = leaves.Where(leaf => leaf.LocalCount > 0).Select(leaf => leaf.Address.Index).ToList();
        var there = leaves.Where(leaf => leaf.RemoteCount > 0).Select(leaf => leaf.Address.Index).ToList();
        var local = new List<EventStamp>();
        var remote = new List<EventStamp>();
        if (here.Count > 0)
        {
            yield return new ReadLeaves(here);
            local.AddRange(Answer<LeavesRead>().Leaves.OrderBy(leaf => leaf.Key).SelectMany(leaf => leaf.Value));
        }

        if (there.Count > 0)
        {
            var request = new LeavesRequest();
            request.Leaves.AddRange(there.Select(leaf => (ulong)leaf));
            yield return Ask(new Frame { LeavesRequest = request });
            for (var more = Collect(there, remote); more; more = Collect(there, remote))
                yield return AwaitFrame.Instance;
        }

        var difference = LeafDifference.Between(local, remote);
        foreach (var effect in Fetch(difference.MissingHere).Concat(Give(difference.MissingThere)))
            yield return effect;
    }

    private bool Collect(List<long> asked, List<EventStamp> stamps)
    {
        var answer = Reply(Frame.BodyOneofCase.LeavesAnswer).LeavesAnswer;
        foreach (var part in answer.Leaves)
        {
            if (part.Leaf > long.MaxValue || asked.BinarySearch((long)part.Leaf) < 0)
                throw new ProtocolViolationException($"Leaf {part.Leaf} was not asked for.");
            var read = WireStamps.FromWire(_shape, part);
            if (read.Count == 0 || (stamps.Count > 0 && read[0] <= stamps[^1]))
                throw new ProtocolViolationException("The events of the leaves are not in order.");
            stamps.AddRange(read);
        }

        return answer.More && (answer.Leaves.Count > 0
            ? true
            : throw new ProtocolViolationException("An empty part of an answer announces more."));
    }

    private IEnumerable<SyncEffect> Fetch(IReadOnlyList<EventStamp> missing)
    {
        foreach (var wanted in missing.Chunk(ProtocolLimits.MaxEventsPerFrame))
        {
            var open = wanted.ToHashSet();
            yield return Ask(WireStamps.ToFetch(wanted));
            for (var more = true; more;)
            {
                var answer = Reply(Frame.BodyOneofCase.FetchAnswer).FetchAnswer;
                var events = answer.Events.Select(WireEvents.FromWire).ToList();
                if (!events.TrueForAll(item => open.Remove(item.Stamp)))
                    throw new ProtocolViolationException(Refusal.Types.Reason.InvalidEvent, "An event that was not asked for.");
                if (answer.More && events.Count == 0)
                    throw new ProtocolViolationException("An empty part of an answer announces more.");
                if (events.Count > 0)
                {
                    yield return new AdmitEvents(events);
                    _received += events.Count;
                    _added += Answer<EventsAdmitted>().Added;
                }

                more = answer.More;
                if (more)
                    yield return AwaitFrame.Instance;
            }
        }
    }

    private IEnumerable<SyncEffect> Give(IReadOnlyList<EventStamp> missing)
    {
        for (var next = 0; next < missing.Count;)
        {
            var asked = missing.Skip(next).Take(ProtocolLimits.MaxEventsPerFrame).ToList();
            yield return new ReadEvents(asked);
            var events = Answer<EventsRead>().Events;
            foreach (var part in EventFrames.Split(events))
            {
                var offer = new Offer();
                offer.Events.AddRange(part.Select(WireEvents.ToWire));
                yield return Ask(new Frame { Offer = offer });
                Reply(Frame.BodyOneofCase.OfferAnswer);
                _sent += part.Count;
            }

            next += events.Count == 0 ? asked.Count : asked.IndexOf(events[^1].Stamp) + 1;
        }
    }

    private Frame Probe() => new()
    {
        ProbeRequest = new ProbeRequest
        {
            Horizon = (ulong)_local.Horizon,
            Count = (ulong)_local.Count,
            Digest = WireHashes.ToWire(_local.Digest),
        },
    };

    private AskPeer Ask(Frame request)
    {
        _roundTrips++;
        return new AskPeer(request);
    }

    private Frame Reply(Frame.BodyOneofCase expected)
    {
        var frame = Answer<FrameReceived>().Frame;
        return frame.BodyCase == expected
            ? frame
            : throw new ProtocolViolationException(Refusal.Types.Reason.Unexpected, $"Expected {expected}, was sent {frame.BodyCase}.");
    }

    private ExchangeOutcome Outcome(bool equal) =>
        new(equal, _local.Horizon, _roundTrips, _differingLeaves, _received, _added, _sent);
}
