using Aevrion.Core.Events;
using Aevrion.Core.Reconciliation;
using Aevrion.Core.Sync.Protocol;
using Aevrion.Core.Tree;
using Google.Protobuf;

namespace Aevrion.Core.Sync.Exchange;

/// <summary>The listener's answer to one request of an exchange.</summary>
/// <param name="shape">The tree's geometry.</param>
/// <param name="memory">What the connection's earlier requests left behind.</param>
/// <param name="request">The request.</param>
public sealed class ExchangeResponder(TreeShape shape, ResponderMemory memory, Frame request) : SyncMachine
{
    private SketchScheme Scheme => memory.Scheme
        ?? throw new ProtocolViolationException(Refusal.Types.Reason.Unexpected, "An exchange begins with a probe.");

    /// <inheritdoc/>
    protected override IEnumerable<SyncEffect> Run() => request.BodyCase switch
    {
        Frame.BodyOneofCase.ProbeRequest => AnswerProbe(request.ProbeRequest),
        Frame.BodyOneofCase.ChildrenRequest => AnswerChildren(request.ChildrenRequest),
        Frame.BodyOneofCase.LeafSketchRequest => AnswerLeafSketch(request.LeafSketchRequest),
        Frame.BodyOneofCase.EventSketchRequest => AnswerEventSketch(request.EventSketchRequest),
        Frame.BodyOneofCase.Transfer => new TransferResponse(Answers, shape, memory, request.Transfer).Run(),
        _ => throw new ProtocolViolationException(Refusal.Types.Reason.Unexpected, $"{request.BodyCase} is not a request."),
    };

    private IEnumerable<SyncEffect> AnswerProbe(ProbeRequest probe)
    {
        if (probe.Salt.Length != ProtocolLimits.SaltBytes)
            throw new ProtocolViolationException($"A salt has {ProtocolLimits.SaltBytes} bytes.");
        var digest = WireHashes.FromWire(probe.Digest);
        memory.Begin(SketchScheme.FromSalt(probe.Salt.Span));
        yield return ReadHorizon.Instance;
        var horizon = Answers.Take<HorizonRead>().Of(probe.Open ? ExchangeKind.Open : ExchangeKind.Closed);
        yield return new ReadSnapshot((long)Math.Min(probe.Horizon, (ulong)horizon));
        var local = Answers.Take<SnapshotRead>().Snapshot;
        var answer = new ProbeAnswer { Horizon = (ulong)local.Horizon };
        memory.Horizon = local.Horizon;
        if (answer.Horizon < probe.Horizon)
            answer.Digest = WireHashes.ToWire(local.Digest);
        else if (local.Digest == digest)
            answer.Equal = true;
        else
            answer.Nodes = new NodeSequence(shape.Cover(local.Horizon)).ToWire(Scheme, local.Nodes);
        if (probe.TellLosers && answer.Nodes is null)
        {
            yield return new ReadLosers(local.Horizon, MustBeCurrent: true);
            if (Answers.Take<LosersRead>().Losers is { } losers)
                answer.LosersSum = LoserSum.Of(Scheme, losers);
        }

        yield return new SendFrame(new Frame { ProbeAnswer = answer });
    }

    private IEnumerable<SyncEffect> AnswerChildren(ChildrenRequest children)
    {
        var scheme = Scheme;
        var parents = WireNodeLists.FromWire(shape, children.Parents, ProtocolLimits.MaxParentsPerRequest);
        if (parents.Count == 0 || parents[0].Level == 0)
            throw new ProtocolViolationException("Children are asked for of inner nodes.");
        yield return new ReadChildren(parents);
        var digests = new NodeSequence([.. parents.Select(shape.ChildrenOf)]).ToWire(scheme, Answers.Take<ChildrenRead>().Children);
        yield return new SendFrame(new Frame { ChildrenAnswer = new ChildrenAnswer { Children = digests } });
    }

    private IEnumerable<SyncEffect> AnswerLeafSketch(LeafSketchRequest sketch)
    {
        var scheme = Scheme;
        if (sketch.FirstSymbol == 0 && !sketch.List)
        {
            memory.Forget();
            var ranges = WireNodeLists.LeavesFromWire(shape, sketch.Under, (int)ProtocolLimits.MaxSketchLeaves);
            if (ranges.Count == 0 || ranges.Sum(range => range.End - range.First) > ProtocolLimits.MaxSketchLeaves)
                throw new ProtocolViolationException("A sketch of no leaves, or of too many.");
            yield return new ReadLeafDigests(ranges);
            memory.Items = new LeafPlaces(ranges).ItemsOf(scheme, Answers.Take<LeafDigestsRead>().Leaves);
            memory.Sketch = new RatelessEncoder<Item8>(scheme, memory.Items);
        }

        var (symbols, items, more) = new SketchResponse(scheme, memory).Answer(
            sketch.FirstSymbol, sketch.Symbols, sketch.List, sketch.Counts.Span, atLeast: 0);
        yield return new SendFrame(new Frame { LeafSketchAnswer = new LeafSketchAnswer { Symbols = symbols, Items = items, More = more } });
    }

    private IEnumerable<SyncEffect> AnswerEventSketch(EventSketchRequest sketch)
    {
        var scheme = Scheme;
        var answer = new EventSketchAnswer();
        var atLeast = 0;
        if (sketch.Losers)
        {
            memory.Forget();
            yield return new ReadLosers(memory.Horizon, MustBeCurrent: false);
            memory.AreLosers = true;
            Sketch(scheme, Answers.Take<LosersRead>().Losers ?? []);
        }
        else if (sketch.FirstSymbol == 0 && !sketch.List)
        {
            memory.Forget();
            var leaves = WireNodeLists.FromWire(shape, sketch.Leaves, ProtocolLimits.MaxLeavesPerEventSketch);
            if (leaves.Count == 0 || leaves[0].Level != 0 || leaves.Count != sketch.LeafCounts.Count)
                throw new ProtocolViolationException("A sketch of no leaves, or without the number of events in each.");
            yield return new ReadLeaves([.. leaves.Select(leaf => leaf.Index)]);
            var read = new LeafContents(leaves, sketch.LeafCounts, Answers.Take<LeavesRead>().Leaves);
            answer.Covered = (uint)read.Covered;
            answer.Whole = read.Covered == 0 ? read.Whole : ByteString.Empty;
            atLeast = read.LeastDifference;
            Sketch(scheme, read.Sketched);
        }

        if (answer.Covered == 0)
        {
            (answer.Symbols, answer.Items, answer.More) = new SketchResponse(scheme, memory).Answer(
                sketch.FirstSymbol, sketch.Symbols, sketch.List, sketch.Counts.Span, atLeast);
        }

        yield return new SendFrame(new Frame { EventSketchAnswer = answer });
    }

    private void Sketch(SketchScheme scheme, IReadOnlyList<EventStamp> stamps)
    {
        memory.Stamps = stamps;
        memory.Items = [.. stamps.Select(stamp => SaltedItems.OfEvent(scheme, stamp.Id))];
        memory.Sketch = new RatelessEncoder<Item8>(scheme, memory.Items);
    }
}
