using Aevrion.Core.Events;
using Aevrion.Grains.Interfaces.Keys;
using Aevrion.Grains.Interfaces.Scans;
using Aevrion.Storage;
using Aevrion.Storage.Scanning;
using Orleans;
using Orleans.Concurrency;

namespace Aevrion.Grains.Scans;

/// <summary>Reads pages from the log, which holds all that was acknowledged, in whichever silo. Takes no key into memory.</summary>
[StatelessWorker(MaxAtOnce)]
public sealed class ScanGrain(IEventLog log) : Grain, IScanGrain
{
    /// <summary>Pages that a silo reads at one time; others wait for their turn.</summary>
    private const int MaxAtOnce = 4;

    /// <inheritdoc/>
    public Task<ScanResult> ScanKeys(ScanRequest request) => Read(async () =>
    {
        var scan = new KeyScan
        {
            Prefix = request.Prefix,
            After = request.AfterKey,
            At = request.At,
            Limit = request.Limit,
            IncludeValues = request.IncludeValues,
            MaxBytes = request.MaxBytes,
        };
        var page = await log.ScanAsync(scan, CancellationToken.None);
        return Result(page.Entries, page.Next is { } next ? new ScanPosition { Key = next } : null);
    });

    /// <inheritdoc/>
    public Task<ScanResult> ReadLog(ScanRequest request) => Read(async () =>
    {
        var scan = new LogScan
        {
            Prefix = request.Prefix,
            AnyOf = request.AnyOf.IsDefault ? [] : request.AnyOf,
            After = request.AfterTimestamp is { } timestamp ? new EventStamp(timestamp, request.AfterId) : null,
            At = request.At ?? long.MaxValue,
            Limit = request.Limit,
            IncludeValues = request.IncludeValues,
            MaxBytes = request.MaxBytes,
        };
        var page = await log.ReadLogAsync(scan, CancellationToken.None);
        return Result(page.Events, page.Next is { } next ? new ScanPosition { Timestamp = next.Timestamp, Id = next.Id } : null);
    });

    private static async Task<ScanResult> Read(Func<Task<ScanResult>> read)
    {
        try
        {
            return await read();
        }
        catch (StorageUnavailableException)
        {
            return new ScanResult { Status = OperationStatus.Unavailable };
        }
    }

    private static ScanResult Result(IReadOnlyList<ScannedEvent> scanned, ScanPosition? next) =>
        new() { Status = OperationStatus.Done, Items = [.. scanned.Select(Item)], Next = next };

    private static ScanItem Item(ScannedEvent scanned) => new()
    {
        Key = scanned.Key,
        Parents = scanned.Parents,
        Version = new KeyVersion
        {
            Id = scanned.Stamp.Id,
            Timestamp = scanned.Stamp.Timestamp,
            Origin = scanned.Origin,
            IsDeletion = scanned.IsDeletion,
            Size = scanned.Size,
            Value = scanned.Value,
        },
    };
}
