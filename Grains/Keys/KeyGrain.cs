using System.Collections.Immutable;
using Aevrion.Core;
using Aevrion.Core.Events;
using Aevrion.Grains.Interfaces.Acknowledgements;
using Aevrion.Grains.Interfaces.Keys;
using Aevrion.Grains.Telemetry;
using Aevrion.Storage;
using Aevrion.Storage.Appending;
using Aevrion.Storage.Reading;
using Orleans;
using Orleans.Concurrency;

namespace Aevrion.Grains.Keys;

/// <summary>
/// A key's index entry. The latest version is kept in memory and fed by every commit of the silo; everything else is read from the
/// event log. Holds nothing that is not in the log, so it may vanish at any moment.
/// </summary>
/// <remarks>
/// There may be a million of these in memory: what only writes need exists while there are writes.
/// </remarks>
[Reentrant]
public sealed class KeyGrain(KeyServices services) : Grain, IKeyGrain
{
    /// <summary>
    /// How often a write is dated anew: because the region closed its time before it was durable, or because another version came in that
    /// this grain had not seen.
    /// </summary>
    private const int MaxRedatings = 8;

    private ActiveKey? _entry;
    private WriteTurns? _turns;
    private Task? _reading;

    /// <summary>The write with the highest stamp that may become durable yet; null when what is durable is above it.</summary>
    private Event? _lastAssigned;

    private ActiveKey Entry => _entry ?? throw new InvalidOperationException("The key is not active.");

    /// <inheritdoc/>
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _entry = services.ActiveKeys.Register(KeyGrainExtensions.ToKey(this.GetPrimaryKeyString()));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        services.ActiveKeys.Unregister(Entry);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<WriteResult> Write(WriteRequest request) => GrainTrace.IsKept ? WriteTraced(request) : WriteInTurn(request);

    private async Task<WriteResult> WriteTraced(WriteRequest request)
    {
        using var activity = GrainTrace.Begin("aevrion.key.write");
        return await WriteInTurn(request);
    }

    private async Task<WriteResult> WriteInTurn(WriteRequest request)
    {
        var turns = _turns ??= new WriteTurns();
        if (!turns.TryEnter(request.IsConditional))
            await turns.EnterAsync(request.IsConditional);
        try
        {
            for (var redatings = 0; redatings <= MaxRedatings; redatings++)
            {
                if (Entry.MustRead && await Load() is var loaded && loaded != OperationStatus.Done)
                    return Result(loaded, null);

                // One reading decides, is what the log is held to, and what a refusal tells of: others may come in at any moment.
                var standing = request.IsConditional ? Entry.Read().Version : null;
                if (request.IsConditional && !Holds(request, standing))
                    return Result(OperationStatus.PreconditionFailed, StampOf(standing));

                var written = Date(request.Value, request.AlsoSeen);
                var pushes = request.TracksPushes ? services.Pushes.Begin() : null;
                try
                {
                    if (!request.IsConditional)
                        await services.Appender.AppendOneAsync(written, AppendTerms.Own(written.Timestamp));
                    else if (!await AppendIf(written, standing))
                        continue;
                    Entry.Observe(written);
                    var done = Result(OperationStatus.Done, written.Stamp);
                    return pushes is null ? done : done with { Pushes = services.Pushes.End(pushes) };
                }
                catch (ClosedTimeException closed)
                {
                    HasClosed(closed.FloorMs);
                }
                catch (OvertakenException)
                {
                    IsRefused(written);
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

            return Result(OperationStatus.Overloaded, null);
        }
        finally
        {
            Leave(turns);
        }
    }

    /// <summary>Appends a conditional write; false when it was decided on a version that stands no longer.</summary>
    /// <remarks>
    /// A conditional write has its turn alone, so what is in memory is all that this grain knows of. What it does not know of (a batch, a
    /// peer's event or another silo's that is durable and not announced yet, another activation of the key) is found by the log.
    /// </remarks>
    private async Task<bool> AppendIf(Event written, KeyVersion? standing)
    {
        Entry.Decide(written);
        try
        {
            var isWritten = await services.Appender.AppendIfLatestAsync(written, StampOf(standing));
            if (!isWritten)
                IsRefused(written);
            return isWritten;
        }
        finally
        {
            Entry.HasDecided();
        }
    }

    /// <inheritdoc/>
    public Task<PushProgress> AwaitPushes(PushWait wait) => services.Pushes.WaitAsync(wait, CancellationToken.None);

    /// <inheritdoc/>
    public ValueTask<ReadResult> GetLatest() => Entry.MustRead ? LoadLatest() : new ValueTask<ReadResult>(Entry.Read());

    /// <inheritdoc/>
    public async ValueTask<ReadResult> GetAt(long timestamp)
    {
        var latest = await GetLatest();
        if (latest.Status != OperationStatus.Done || latest.Version is null || latest.Version.Timestamp <= timestamp)
            return latest;
        try
        {
            return KeyVersions.Result(await services.Log.ReadAtAsync(Entry.Key, timestamp, CancellationToken.None));
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
            var rows = await services.Log.ReadHistoryAsync(
                Entry.Key, before, Math.Min(request.Limit + 1, StorageLimits.MaxPage + 1), request.IncludeValues, CancellationToken.None);

            // Whoever has seen a version here must not read an older one afterwards.
            if (rows.Count > 0 && (Entry.Latest is not { } latest || rows[0].Stamp > latest))
                Entry.Distrust();
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

    /// <summary>Makes the event of a local write: dated after everything this key has seen, writes under way included.</summary>
    private Event Date(ReadOnlyMemory<byte>? value, ImmutableArray<Hash256> alsoSeen)
    {
        var latest = Entry.Latest;
        var seen = _lastAssigned is { } assigned && (latest is null || assigned.Stamp > latest) ? assigned.Stamp : latest;
        ImmutableArray<Hash256> parents = (seen, latest) switch
        {
            (null, _) => [],
            // The write under way may yet fail, and then it would stand between this one and what is durable.
            ({ } last, { } durable) when last != durable => [last.Id, durable.Id],
            ({ } last, _) => [last.Id],
        };
        if (!alsoSeen.IsDefaultOrEmpty)
            parents = [.. parents.Union(alsoSeen)];
        return _lastAssigned = Event.Create(
            Entry.Key, value, services.Clock.TimestampAfter(seen?.Timestamp), services.Region, parents);
    }

    /// <summary>The region closed the time that a write was given: it has to be dated anew.</summary>
    private void HasClosed(long floorMs)
    {
        services.Instruments.Redated();
        // Of this key's writes under way, those dated before the floor are refused like this one: they are nobody's parents.
        if (_lastAssigned?.Timestamp < floorMs)
            _lastAssigned = null;
        services.Clock.RaiseTo(floorMs);
    }

    /// <summary>Another version stands: the write has to be decided and dated anew, and nobody is told what was in memory before.</summary>
    private void IsRefused(Event written)
    {
        services.Instruments.Redated();
        if (ReferenceEquals(_lastAssigned, written))
            _lastAssigned = null;
        Entry.Distrust();
    }

    private void Leave(WriteTurns turns)
    {
        turns.Leave();
        if (turns.IsIdle)
            _turns = null;

        // A write whose outcome is unknown stays: it may turn up, and later ones must win over it.
        if (_lastAssigned is { } assigned && Entry.Latest >= assigned.Stamp)
            _lastAssigned = null;
    }

    private static bool Holds(WriteRequest request, KeyVersion? standing)
    {
        var live = standing is { IsDeletion: false } ? standing : null;
        return (request.IfMatch is not { } id || live?.Id == id) && !(request.IfAbsent && live is not null)
            && (request.IfLatest is not { } seen || standing?.Id == seen);
    }

    private static EventStamp? StampOf(KeyVersion? version) => version is null ? null : new EventStamp(version.Timestamp, version.Id);

    private static WriteResult Result(OperationStatus status, EventStamp? version) =>
        new() { Status = status, Id = version?.Id, Timestamp = version?.Timestamp };

    private async ValueTask<ReadResult> LoadLatest()
    {
        var status = await Load();
        return status == OperationStatus.Done ? Entry.Read() : new ReadResult { Status = status };
    }

    /// <summary>Makes sure the latest version in memory can be relied on; anything but done when that cannot be.</summary>
    private async Task<OperationStatus> Load()
    {
        try
        {
            while (Entry.MustRead)
                await ShareReading();
            return OperationStatus.Done;
        }
        catch (ReadQueueFullException)
        {
            return OperationStatus.Overloaded;
        }
        catch (StorageUnavailableException)
        {
            return OperationStatus.Unavailable;
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
        Entry.HasRead(started, await services.Reader.ReadAsync(Entry.Key));
    }
}
