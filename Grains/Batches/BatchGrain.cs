using System.Collections.Immutable;
using Aevrion.Core.Events;
using Aevrion.Core.Time;
using Aevrion.Grains.Acknowledgements;
using Aevrion.Grains.Hosting;
using Aevrion.Grains.Interfaces.Batches;
using Aevrion.Grains.Interfaces.Keys;
using Aevrion.Grains.Keys;
using Aevrion.Grains.Relay;
using Aevrion.Grains.Watermark;
using Aevrion.Storage;
using Aevrion.Storage.Appending;
using Orleans;
using Orleans.Concurrency;

namespace Aevrion.Grains.Batches;

/// <summary>Turns operations into events and appends them in one transaction.</summary>
[StatelessWorker(MaxAtOnce)]
public sealed class BatchGrain(
    IEventLog log,
    IEventAppender appender,
    ActiveKeys activeKeys,
    SiloRelay relay,
    ConvergedTime convergedTime,
    PushTracker pushes,
    RegionClock clock,
    RegionOptions options)
    : Grain, IBatchGrain
{
    /// <summary>Batches that a silo works on at one time; others wait for their turn.</summary>
    private const int MaxAtOnce = 8;

    /// <summary>How often a batch is dated anew because the region closed its time before it was durable.</summary>
    private const int MaxRedatings = 8;

    /// <inheritdoc/>
    public async Task<BatchResult> Apply(BatchRequest request)
    {
        if (request.Operations.IsEmpty)
            return new BatchResult { Status = OperationStatus.Done };
        try
        {
            for (var redatings = 0; redatings <= MaxRedatings; redatings++)
            {
                if (await TryAppend(request.Operations, request.TracksPushes) is { } result)
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

    /// <summary>Writes; null when the region closed the time that its own lines were given, so that they have to be dated anew.</summary>
    private async Task<BatchResult?> TryAppend(ImmutableArray<BatchOperation> operations, bool tracksPushes)
    {
        var events = await ToEvents(operations);
        var begun = tracksPushes ? pushes.Begin() : null;
        try
        {
            var added = await convergedTime.HoldAsync(
                events.Min(item => item.Timestamp),
                () => appender.AppendAsync(events, receivedFrom: null, TermsOf(operations, events), CancellationToken.None));
            await relay.AnnounceAsync(events, added, receivedFrom: null);
            return new BatchResult
            {
                Status = OperationStatus.Done,
                Items = [.. events.Zip(added, (item, isNew) => new BatchItemResult { Id = item.Id, Timestamp = item.Timestamp, Added = isNew })],
                Pushes = begun is null ? null : pushes.End(begun, events.Where((_, i) => !added[i]).Max(item => (long?)item.Timestamp)),
            };
        }
        catch (ClosedTimeException closed)
        {
            clock.RaiseTo(closed.FloorMs);
            return null;
        }
    }

    /// <summary>Lines with a timestamp may have been imported before; a batch without any is new.</summary>
    private static AppendTerms TermsOf(ImmutableArray<BatchOperation> operations, IReadOnlyList<Event> events) => new(
        operations.Zip(events).Where(line => line.First.Timestamp is null).Min(line => (long?)line.Second.Timestamp),
        AreNew: operations.All(operation => operation.Timestamp is null));

    private async Task<IReadOnlyList<Event>> ToEvents(ImmutableArray<BatchOperation> operations)
    {
        var events = new BatchEvents(await ReadSeen(operations), clock, options.Region, operations.Length);
        foreach (var operation in operations)
            events.Add(operation);
        return events.ToList();
    }

    /// <summary>The highest stamp seen of every key that is written without a timestamp.</summary>
    private async Task<Dictionary<string, EventStamp>> ReadSeen(ImmutableArray<BatchOperation> operations)
    {
        var keys = operations.Where(operation => operation.Timestamp is null).Select(operation => operation.Key).ToHashSet(StringComparer.Ordinal);
        var seen = new Dictionary<string, EventStamp>(StringComparer.Ordinal);
        if (keys.Count == 0)
            return seen;

        foreach (var (key, stamp) in await log.ReadLatestStampsAsync(keys, CancellationToken.None))
            seen[key] = stamp;
        foreach (var key in keys)
        {
            if (activeKeys.LatestOf(key) is { } stamp && (!seen.TryGetValue(key, out var stored) || stamp > stored))
                seen[key] = stamp;
        }

        return seen;
    }
}
