using Aevrion.Core.Events;
using Aevrion.Storage.Scanning;

namespace Aevrion.Storage.Postgres.Scanning;

/// <summary>Makes pages of what scans answer.</summary>
internal sealed class ScanReader(StatementRunner runner, OriginDirectory origins)
{
    public async Task<KeyPage> ScanAsync(KeyScan scan, CancellationToken cancellationToken)
    {
        StorageLimitChecks.CheckScan(scan.Limit);
        var rows = await runner.RunAsync(new ScanKeys(scan, StorageLimits.MaxScanSteps), cancellationToken).ConfigureAwait(false);
        var page = await CutAsync(rows, scan.Limit, scan.IncludeValues ? scan.MaxBytes : long.MaxValue, cancellationToken).ConfigureAwait(false);
        if (page.IsCut)
            return new KeyPage(page.Page, page.Page[^1].Key);
        return new KeyPage(page.Page, rows is [.., { IsLast: true } last] ? last.Key : null);
    }

    public async Task<LogPage> ReadLogAsync(LogScan scan, CancellationToken cancellationToken)
    {
        StorageLimitChecks.CheckScan(scan.Limit);
        var maxSteps = scan.Prefix.Length == 0 && scan.AnyOf.Count == 0 ? scan.Limit + 1 : Math.Max(StorageLimits.MaxLogSteps, scan.Limit + 1);
        var rows = await runner.RunAsync(new ScanLog(scan, maxSteps), cancellationToken).ConfigureAwait(false);
        var page = await CutAsync(rows, scan.Limit, scan.IncludeValues ? scan.MaxBytes : long.MaxValue, cancellationToken).ConfigureAwait(false);
        if (page.IsCut || page.IsOverBytes)
            return new LogPage(page.Page, page.Page[^1].Stamp);
        return new LogPage(page.Page, rows is [.., { IsLast: true } last] ? last.Stamp : default(EventStamp?));
    }

    private async Task<PageCut<ScannedEvent>> CutAsync(
        IReadOnlyList<ScanRow> rows, int limit, long maxBytes, CancellationToken cancellationToken)
    {
        var page = new PageCut<ScannedEvent>(limit, maxBytes);
        foreach (var row in rows)
        {
            if (row.Event is not { } scanned)
                continue;
            var origin = await origins.NameOfAsync(row.Origin, cancellationToken).ConfigureAwait(false);
            if (!page.TryAdd(scanned with { Origin = origin }, scanned.Size))
                break;
        }

        return page;
    }
}
