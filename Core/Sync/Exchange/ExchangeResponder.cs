using Aevrion.Core.Events;
using Aevrion.Core.Sync.Protocol;
using Aevrion.Core.Tree;

namespace Aevrion.Core.Sync.Exchange;

/// <summary>
/// The listener's answer to one request of an exchange. It remembers nothing between requests, so a lost connection leaves nothing
/// to clean up.
/// </summary>
/// <param name="shape">The tree's geometry.</param>
/// <param name="horizon">This region's horizon now.</param>
/// <param name="request">The request.</param>
public sealed class ExchangeResponder(TreeShape shape, long horizon, Frame request) : SyncMachine
{
    private readonly TreeShape _shape = shape;

    /// <inheritdoc/>
    protected override IEnumerable<SyncEffect> Run() => request.BodyCase switch
    {
        Frame.BodyOneofCase.ProbeRequest => AnswerProbe(request.ProbeRequest),
        Frame.BodyOneofCase.SnapshotRequest => AnswerSnapshot(request.SnapshotRequest),
        Frame.BodyOneofCase.ChildrenRequest => AnswerChildren(request.ChildrenRequest),
        Frame.BodyOneofCase.LeavesRequest => AnswerLeaves(request.LeavesRequest),
        Frame.BodyOneofCase.FetchRequest => AnswerFetch(WireStamps.FromFetch(request.FetchRequest)),
        Frame.BodyOneofCase.Offer => AnswerOffer(request.Offer),
        _ => throw new ProtocolViolationException(Refusal.Types.Reason.Unexpected, $"{request.BodyCase} is not a request."),
    };

    private IEnumerable<SyncEffect> AnswerProbe(ProbeRequest probe)
    {
        yield return new ReadSnapshot((long)Math.Min(probe.Horizon, (ulong)horizon));
        var local = Answer<SnapshotRead>().Snapshot;
        yield return new SendFrame(new Frame
        {
            ProbeAnswer = new ProbeAnswer
            {
                Horizon = (ulong)local.Horizon,
                Count = (ulong)local.Count,
                Digest = WireHashes.ToWire(local.Digest),
            },
        });
    }

    private IEnumerable<SyncEffect> AnswerSnapshot(SnapshotRequest snapshot)
    {
        if (snapshot.Horizon > (ulong)horizon)
            throw new ProtocolViolationException("A snapshot is asked for at the horizon of the probe's answer.");
        yield return new ReadSnapshot((long)snapshot.Horizon);
        yield return new SendFrame(WireNodes.ToAnswer(Answer<SnapshotRead>().Snapshot.Nodes));
    }

    private IEnumerable<SyncEffect> AnswerChildren(ChildrenRequest children)
    {
        if (children.Parents.Count > ProtocolLimits.MaxParentsPerRequest)
            throw new ProtocolViolationException($"At most {ProtocolLimits.MaxParentsPerRequest} parents in a request.");
        if (children.Level is 0 or > int.MaxValue)
            throw new ProtocolViolationException("Leaves have no child nodes.");

        var parents = Ascending(children.Parents).Select(index => new NodeAddress((int)children.Level, index)).ToList();
        if (!parents.TrueForAll(_shape.Contains))
            throw new ProtocolViolationException("A node outside the tree.");
        yield return new ReadChildren(parents);
        yield return new SendFrame(WireNodes.ToAnswer(Answer<ChildrenRead>().Children));
    }

    private IEnumerable<SyncEffect> AnswerLeaves(LeavesRequest leaves)
    {
        if (leaves.Leaves.Count > ProtocolLimits.MaxLeavesPerRequest)
            throw new ProtocolViolationException($"At most {ProtocolLimits.MaxLeavesPerRequest} leaves in a request.");
        var indices = Ascending(leaves.Leaves);
        if (!indices.TrueForAll(index => _shape.Contains(new NodeAddress(0, index))))
            throw new ProtocolViolationException("A leaf outside the tree.");
        yield return new ReadLeaves(indices);
        foreach (var frame in WireStamps.ToAnswers(_shape, Answer<LeavesRead>().Leaves))
            yield return new SendFrame(frame);
    }

    private IEnumerable<SyncEffect> AnswerFetch(IReadOnlyList<EventStamp> wanted)
    {
        for (var next = 0; next < wanted.Count;)
        {
            var rest = wanted.Skip(next).ToList();
            yield return new ReadEvents(rest);
            var events = Answer<EventsRead>().Events;
            if (events.Count == 0)
                break;
            foreach (var part in EventFrames.Split(events))
            {
                var answer = new FetchAnswer { More = true };
                answer.Events.AddRange(part.Select(WireEvents.ToWire));
                yield return new SendFrame(new Frame { FetchAnswer = answer });
            }

            next += rest.IndexOf(events[^1].Stamp) + 1;
        }

        yield return new SendFrame(new Frame { FetchAnswer = new FetchAnswer() });
    }

    private IEnumerable<SyncEffect> AnswerOffer(Offer offer)
    {
        if (offer.Events.Count > ProtocolLimits.MaxEventsPerFrame)
            throw new ProtocolViolationException($"At most {ProtocolLimits.MaxEventsPerFrame} events in a frame.");
        yield return new AdmitEvents([.. offer.Events.Select(WireEvents.FromWire)]);
        yield return new SendFrame(new Frame { OfferAnswer = new OfferAnswer { Added = (ulong)Answer<EventsAdmitted>().Added } });
    }

    private static List<long> Ascending(IEnumerable<ulong> indices)
    {
        var list = new List<long>();
        foreach (var index in indices)
        {
            if (index > long.MaxValue || (list.Count > 0 && (long)index <= list[^1]))
                throw new ProtocolViolationException("The nodes asked for are not ascending.");
            list.Add((long)index);
        }

        return list;
    }
}
