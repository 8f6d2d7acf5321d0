using Aevrion.Core.Events;
using Aevrion.Core.Sync.Batches;
using Aevrion.Core.Sync.Protocol;
using Aevrion.Core.Tree;

namespace Aevrion.Core.Sync.Exchange;

/// <summary>Takes what a dialler gives and, at the last frame, answers what it wants: by item, and everything under nodes.</summary>
internal sealed class TransferResponse(SyncAnswers answers, TreeShape shape, ResponderMemory memory, Transfer transfer)
{
    private long _bytes;

    /// <summary>The response.</summary>
    public IEnumerable<SyncEffect> Run()
    {
        if (transfer.Events.Count > ProtocolLimits.MaxEventsPerFrame)
            throw new ProtocolViolationException($"A frame has at most {ProtocolLimits.MaxEventsPerFrame} events.");
        var ready = memory.Batches.Take(WireEvents.FromWire(transfer.Events));

        // Nothing more is given once the dialler asks for something.
        if (transfer.Last && transfer.Events.Count == 0)
            ready = memory.Batches.TakeAll();
        foreach (var part in WholeBatches.Split(ready, ProtocolLimits.MaxBatchEvents, ProtocolLimits.MaxGatheredBytes))
        {
            yield return new AdmitEvents(part);
            memory.Added += answers.Take<EventsAdmitted>().Added;
        }

        if (!transfer.Last)
            yield break;
        var ranges = WireNodeLists.LeavesFromWire(shape, transfer.WantedUnder, ProtocolLimits.MaxLeavesPerEventSketch);
        var losers = WireStamps.FromWire(transfer.Losers, ProtocolLimits.MaxLosersPerTransfer);
        var wanted = FindWanted();
        foreach (var effect in SendWanted(wanted).Concat(SendUnder(ranges)).Concat(SendDescendants(losers)))
            yield return effect;

        var last = new TransferAnswer { Cut = IsCut };
        if (memory.AreLosers)
            last.Losers = WireStamps.ToWire(wanted);
        if (transfer.VerifyHorizon != 0 && !IsCut)
        {
            yield return AwaitAdmissions.Instance;
            memory.Added += answers.Take<EventsAdmitted>().Added;
            yield return ReadHorizon.Instance;
            var open = answers.Take<HorizonRead>().Open;
            yield return new ReadSnapshot((long)Math.Min(transfer.VerifyHorizon, (ulong)open));
            var local = answers.Take<SnapshotRead>().Snapshot;
            last.Digest = WireHashes.ToWire(local.Digest);
            if (transfer.TellLosers && memory.Scheme is { } scheme)
            {
                yield return new ReadLosers(local.Horizon, MustBeCurrent: true);
                if (answers.Take<LosersRead>().Losers is { } listed)
                    last.LosersSum = LoserSum.Of(scheme, listed);
            }
        }

        last.Added = (ulong)memory.Added;
        memory.Added = 0;

        yield return new SendFrame(new Frame { TransferAnswer = last });
    }

    private bool IsCut { get; set; }

    private List<EventStamp> FindWanted()
    {
        var wanted = WireItems.FromWire(transfer.Wanted.Span, ProtocolLimits.MaxWantedItems).ToHashSet();
        var stamps = new List<EventStamp>(wanted.Count);
        for (var i = 0; i < memory.Stamps.Count && wanted.Count > 0; i++)
        {
            if (wanted.Remove(memory.Items[i]))
                stamps.Add(memory.Stamps[i]);
        }

        return stamps;
    }

    /// <summary>What is wanted of a sketch of losers is named only: the dialler has these events.</summary>
    private IEnumerable<SyncEffect> SendWanted(List<EventStamp> wanted) =>
        memory.AreLosers ? [] : new StampedEvents(answers, shape, CountOf, Send).Read(wanted);

    private IEnumerable<SyncEffect> SendDescendants(IReadOnlyList<EventStamp> losers)
    {
        if (losers.Count == 0)
            yield break;
        yield return new FindDescendants(losers, memory.Horizon);
        var found = answers.Take<DescendantsFound>().Descendants;
        foreach (var effect in new StampedEvents(answers, shape, _ => long.MaxValue, Send).Read([.. found]))
            yield return effect;
    }

    /// <summary>Events of the last sketch in a leaf.</summary>
    private long CountOf(long leaf) => PlaceOf(leaf + 1) - PlaceOf(leaf);

    private long PlaceOf(long leaf)
    {
        var (low, high) = (0, memory.Stamps.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = shape.LeafOf(memory.Stamps[middle].Timestamp) < leaf ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private IEnumerable<SyncEffect> SendUnder(IReadOnlyList<NodeRange> ranges)
    {
        EventStamp? after = transfer.AfterId.IsEmpty ? null : new EventStamp(transfer.AfterTimestamp, WireHashes.FromWire(transfer.AfterId));
        foreach (var range in ranges)
        {
            if (after is { } done && shape.LeafOf(done.Timestamp) >= range.End)
                continue;
            while (true)
            {
                yield return new ReadRange(range, after);
                var events = answers.Take<EventsRead>().Events;
                if (events.Count == 0)
                    break;
                if (_bytes >= ProtocolLimits.MaxBulkBytes)
                {
                    IsCut = true;
                    yield break;
                }

                after = events[^1].Stamp;
                foreach (var effect in Send(events))
                    yield return effect;
            }
        }
    }

    private IEnumerable<SyncEffect> Send(IReadOnlyList<Event> events)
    {
        foreach (var part in EventFrames.Split(events))
        {
            var answer = new TransferAnswer { More = true };
            answer.Events.AddRange(part.Select(WireEvents.ToWire));
            _bytes += answer.CalculateSize();
            yield return new SendFrame(new Frame { TransferAnswer = answer });
        }
    }
}
