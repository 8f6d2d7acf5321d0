using System.Collections.Immutable;
using Aevrion.Core.Events;
using Aevrion.Core.Time;
using Aevrion.Grains.Acknowledgements;
using Aevrion.Grains.Hosting;
using Aevrion.Grains.Interfaces.Acknowledgements;
using Aevrion.Grains.Interfaces.Batches;
using Aevrion.Grains.Interfaces.Keys;
using Aevrion.Grains.Keys;
using Aevrion.Grains.Origins;
using Aevrion.Grains.Relay;
using Aevrion.Grains.Telemetry;
using Aevrion.Grains.Watermark;
using Aevrion.Storage;
using Aevrion.Storage.Appending;
using Aevrion.Storage.Batches;
using Orleans;
using Orleans.Concurrency;

namespace Aevrion.Grains.Batches;

/// <summary>Turns operations into events and appends them in one transaction.</summary>
[StatelessWorker(MaxAtOnce)]
public sealed class BatchGrain(
    IEventLog log,
    IEventAppender appender,
    ActiveKeys activeKeys,
    SeenStamps seenStamps,
    SiloRelay relay,
    ConvergedTime convergedTime,
    PushTracker pushes,
    IBatchAnswers answers,
    RegionClock clock,
    KnownOrigins origins,
    RegionOptions options)
    : Grain, IBatchGrain
{
    /// <summary>Batches that a silo works on at one time; others wait for their turn.</summary>
    private const int MaxAtOnce = 8;

    /// <summary>
    /// How often a batch is dated anew: because the region closed its time before it was durable, or because a conditional write was
    /// decided that it had not seen.
    /// </summary>
    private const int MaxRedatings = 8;

    /// <inheritdoc/>
    public async Task<BatchResult> Apply(BatchRequest request)
    {
        if (request.Operations.IsEmpty)
            return new BatchResult { Status = OperationStatus.Done };
        using var activity = GrainTrace.Begin("aevrion.batch.write");
        try
        {
            for (var redatings = 0; redatings <= MaxRedatings; redatings++)
            {
                if ((await FindAnswer(request) ?? await TryAppend(request, isFirst: redatings == 0)) is { } result)
                    return result;
            }

            return new BatchResult { Status = OperationStatus.Overloaded };
        }
        catch (AppendQueueFullException)
        {
            return new BatchResult { Status = OperationStatus.Overloaded };
        }
        catch (StorageUnavailableException)
        {
            return new BatchResult { Status = OperationStatus.Unavailable };
        }
    }

    /// <summary>What the batch was answered when it was sent before; null when it was not.</summary>
    private async Task<BatchResult?> FindAnswer(BatchRequest request)
    {
        if (request.Identity is not { } identity || await answers.FindAsync(identity.Key, CancellationToken.None) is not { } kept)
            return null;
        if (kept.Request != identity.Request || kept.Timestamps.Count != request.Operations.Length)
            return new BatchResult { Status = OperationStatus.KeyReused };
        var events = EventsOf(request.Operations, kept.Timestamps);

        // Whoever wrote them may not have lived to tell: what is answered now can be read afterwards, in every silo.
        foreach (var item in events)
        {
            seenStamps.Observe(item);
            activeKeys.Expect(item.Key, item.Stamp);
        }

        await relay.AnnounceAsync(events, [.. events.Select(_ => true)], receivedFrom: null);
        return Done(events, kept.Added, request.TracksPushes ? pushes.End(pushes.Begin(), kept.Timestamps.Max()) : null);
    }

    /// <summary>Writes; null when the batch has to be dated anew, or was answered meanwhile.</summary>
    private async Task<BatchResult?> TryAppend(BatchRequest request, bool isFirst)
    {
        // What made another try necessary is in the log, and may not have been told yet.
        var events = await ToEvents(request.Operations, mayRemember: isFirst);
        if (!await origins.AdmitAsync(events, CancellationToken.None))
            return new BatchResult { Status = OperationStatus.TooManyOrigins };
        var begun = request.TracksPushes ? pushes.Begin() : null;
        try
        {
            var added = await convergedTime.HoldAsync(
                events.Min(item => item.Timestamp),
                () => appender.AppendAsync(events, receivedFrom: null, TermsOf(request, events), CancellationToken.None));
            await relay.AnnounceAsync(events, added, receivedFrom: null);
            return Done(
                events, added, begun is null ? null : pushes.End(begun, events.Where((_, i) => !added[i]).Max(item => (long?)item.Timestamp)));
        }
        catch (ClosedTimeException closed)
        {
            clock.RaiseTo(closed.FloorMs);
            return null;
        }
        catch (OvertakenException)
        {
            // What is read of the log for the next try has the conditional write.
            return null;
        }
        catch (BatchAnsweredException)
        {
            // By an earlier try of this append, too, of which nobody was told.
            convergedTime.Distrust();
            return null;
        }
    }

    /// <summary>Lines with a timestamp may have been imported before; a batch without any is new.</summary>
    private static AppendTerms TermsOf(BatchRequest request, IReadOnlyList<Event> events)
    {
        List<bool> isOwn = [.. request.Operations.Select(operation => operation.Timestamp is null)];
        var own = events.Where((_, i) => isOwn[i]).Min(item => (long?)item.Timestamp);
        return new AppendTerms(
            own,
            AreNew: !isOwn.Contains(false),
            IsOwn: own is not null && isOwn.Contains(false) ? isOwn : null,
            Answer: request.Identity is { } identity ? new BatchAnswer(identity.Key, identity.Request, [.. events.Select(item => item.Timestamp)]) : null);
    }

    private static BatchResult Done(IReadOnlyList<Event> events, IReadOnlyList<bool>? added, PushMarks? pushes) => new()
    {
        Status = OperationStatus.Done,
        Pushes = pushes,
        Items = [.. events.Select((item, i) => new BatchItemResult { Id = item.Id, Timestamp = item.Timestamp, Added = added?[i] ?? true })],
    };

    /// <summary>The events that a batch became, from the timestamps it was given.</summary>
    private Event[] EventsOf(ImmutableArray<BatchOperation> operations, IReadOnlyList<long> timestamps)
    {
        EventDraft[] drafts = [.. operations.Select((operation, i) => new EventDraft(operation.Key, operation.Value, timestamps[i], options.Region, []))];
        return Event.CreateMany(drafts);
    }

    private async Task<IReadOnlyList<Event>> ToEvents(ImmutableArray<BatchOperation> operations, bool mayRemember)
    {
        var events = new BatchEvents(await ReadSeen(operations, mayRemember && relay.CommitsAlone), clock, options.Region, operations.Length);
        foreach (var operation in operations)
            events.Add(operation);
        return events.ToList();
    }

    /// <summary>The highest stamp seen of every key that is written without a timestamp.</summary>
    /// <param name="operations">What is written.</param>
    /// <param name="mayRemember">Whether keys that were seen before need not be read.</param>
    private async Task<Dictionary<string, EventStamp>> ReadSeen(ImmutableArray<BatchOperation> operations, bool mayRemember)
    {
        var keys = operations.Where(operation => operation.Timestamp is null).Select(operation => operation.Key).ToHashSet(StringComparer.Ordinal);
        var seen = new Dictionary<string, EventStamp>(StringComparer.Ordinal);
        if (mayRemember)
            await RecallOrRead(keys, seen);
        else if (keys.Count > 0)
            await Read(keys, seen);
        foreach (var key in keys)
        {
            if (activeKeys.LatestOf(key) is { } stamp && (!seen.TryGetValue(key, out var stored) || stamp > stored))
                seen[key] = stamp;
        }

        return seen;
    }

    private async Task RecallOrRead(HashSet<string> keys, Dictionary<string, EventStamp> seen)
    {
        var reading = seenStamps.Begin();
        var unknown = new List<string>();
        foreach (var key in keys)
        {
            if (!seenStamps.TryFind(key, reading, out var latest))
                unknown.Add(key);
            else if (latest is { } stamp)
                seen[key] = stamp;
        }

        if (unknown.Count == 0)
            return;
        await Read(unknown, seen);
        foreach (var key in unknown)
            seenStamps.Learn(key, reading, seen.TryGetValue(key, out var stamp) ? stamp : null);
    }

    private async Task Read(IReadOnlyCollection<string> keys, Dictionary<string, EventStamp> seen)
    {
        foreach (var (key, stamp) in await log.ReadLatestStampsAsync(keys, CancellationToken.None))
            seen[key] = stamp;
    }
}
