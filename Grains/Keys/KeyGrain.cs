using System.Collections.Immutable;
using Aevrion.Core;
using Aevrion.Core.Events;
using Aevrion.Core.Time;
using Aevrion.Grains.Hosting;
using Aevrion.Grains.Interfaces.Keys;
using Aevrion.Storage;
using Aevrion.Storage.Appending;
using Orleans;
using Orleans.Concurrency;

namespace Aevrion.Grains.Keys;

/// <summary>
/// A key's index entry. The latest version is kept in memory and fed by every commit of the silo; everything else is read from the
/// event log. Holds nothing that is not in the log, so it may vanish at any moment.
/// </summary>
[Reentrant]
public sealed class KeyGrain(IEventLog log, IEventAppender appender, ActiveKeys activeKeys, RegionClock clock, RegionOptions options)
    : Grain, IKeyGrain
{
    /// <summary>How often a write is dated anew because the region closed its time before it was durable.</summary>
    private const int MaxRedatings = 8;

    private readonly WriteTurns _turns = new();
    private ActiveKey? _entry;
    private Task? _reading;
    private EventStamp? _lastAssigned;

    private ActiveKey Entry => _entry ?? throw new InvalidOperationException("The key is not active.");

    /// <inheritdoc/>
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _entry = activeKeys.Register(KeyGrainExtensions.ToKey(this.GetPrimaryKeyString()));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        activeKeys.Unregister(Entry);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task<WriteResult> Write(WriteRequest request)
    {
        await _turns.EnterAsync(alone: request.IsConditional);
        try
        {
            for (var redatings = 0; redatings <= MaxRedatings; redatings++)
            {
                if (!await TryLoad())
                    return new WriteResult { Status = OperationStatus.Unavailable };
                if (!Holds(request))
                    return Refused();
                if (await TryAppend(request) is { } result)
                    return result;
            }

            return Result(OperationStatus.Overloaded, null);
        }
        finally
        {
            _turns.Leave();
        }
    }

    /// <inheritdoc/>
    public async ValueTask<ReadResult> GetLatest() =>
        await TryLoad() ? Entry.Read() : ReadResult.Unavailable;

    /// <inheritdoc/>
    public async ValueTask<ReadResult> GetAt(long timestamp)
    {
        if (!await TryLoad())
            return ReadResult.Unavailable;
        var latest = Entry.Read();
        if (latest.Version is null || latest.Version.Timestamp <= timestamp)
            return latest;
        try
        {
            return KeyVersions.Result(await log.ReadAtAsync(Entry.Key, timestamp, CancellationToken.None));
        }
        catch (StorageUnavailableException)
        {
            return ReadResult.Unavailable;
        }
    }

    /// <inheritdoc/>
    public async Task<HistoryPage> GetHistory(HistoryRequest request)
    {
        // With an id of zeroes everything at that timestamp is left out, as "dated before" says.
        EventStamp? before = request.BeforeTimestamp is { } timestamp ? new EventStamp(timestamp, request.BeforeId ?? default) : null;
        try
        {
            var rows = await log.ReadHistoryAsync(
                Entry.Key, before, Math.Min(request.Limit + 1, StorageLimits.MaxPage + 1), request.IncludeValues, CancellationToken.None);
            return new HistoryPage
            {
                Status = OperationStatus.Done,
                Versions = [.. rows.Take(request.Limit).Select(KeyVersions.Of)],
                HasMore = rows.Count > request.Limit,
            };
        }
        catch (StorageUnavailableException)
        {
            return new HistoryPage { Status = OperationStatus.Unavailable };
        }
    }

    /// <summary>Writes; null when the region closed the time that the write was given, so that it has to be dated anew.</summary>
    private async Task<WriteResult?> TryAppend(WriteRequest request)
    {
        var seen = Seen();
        var timestamp = clock.TimestampAfter(seen?.Timestamp);
        ImmutableArray<Hash256> parents = seen is { } stamp ? [stamp.Id] : [];
        var written = Event.Create(Entry.Key, request.Value, timestamp, options.Region, parents);
        _lastAssigned = written.Stamp;
        try
        {
            await appender.AppendOneAsync(written, AppendTerms.Own(written.Timestamp));
            Entry.Observe(written);
            return Result(OperationStatus.Done, written.Stamp);
        }
        catch (ClosedTimeException closed)
        {
            // Of this key's writes under way, those dated before the floor are refused like this one: they are nobody's parents.
            if (_lastAssigned?.Timestamp < closed.FloorMs)
                _lastAssigned = null;
            clock.RaiseTo(closed.FloorMs);
            return null;
        }
        catch (AppendQueueFullException)
        {
            return Result(OperationStatus.Overloaded, null);
        }
        catch (StorageUnavailableException)
        {
            // The event may be durable all the same: what is in memory can no longer be trusted.
            Entry.Distrust();
            return Result(OperationStatus.Unavailable, written.Stamp);
        }
    }

    /// <summary>The highest stamp this key has seen, writes under way included.</summary>
    private EventStamp? Seen()
    {
        var latest = Entry.Latest;
        return _lastAssigned is { } assigned && (latest is null || assigned > latest) ? assigned : latest;
    }

    private bool Holds(WriteRequest request)
    {
        var live = Entry.Read().Version is { IsDeletion: false } latest ? latest : null;
        return (request.IfMatch is not { } id || live?.Id == id) && !(request.IfAbsent && live is not null);
    }

    private WriteResult Refused() => Result(OperationStatus.PreconditionFailed, Entry.Latest);

    private static WriteResult Result(OperationStatus status, EventStamp? version) =>
        new() { Status = status, Id = version?.Id, Timestamp = version?.Timestamp };

    /// <summary>Makes sure the latest version in memory can be relied on; false when the log does not answer.</summary>
    private async Task<bool> TryLoad()
    {
        try
        {
            while (Entry.MustRead)
                await ShareReading();
            return true;
        }
        catch (StorageUnavailableException)
        {
            return false;
        }
    }

    /// <summary>Waits for the reading under way, or starts one: however many ask, the log is asked once.</summary>
    private async Task ShareReading()
    {
        var reading = _reading ??= Read();
        try
        {
            await reading;
        }
        finally
        {
            if (ReferenceEquals(_reading, reading))
                _reading = null;
        }
    }

    private async Task Read()
    {
        var started = Entry.StartReading();
        Entry.HasRead(started, await log.ReadLatestAsync(Entry.Key, CancellationToken.None));
    }
}
