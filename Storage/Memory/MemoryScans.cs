using Aevrion.Core.Events;
using Aevrion.Storage.Scanning;

namespace Aevrion.Storage.Memory;

/// <summary>Pages of keys and of the log, from memory.</summary>
internal static class MemoryScans
{
    public static KeyPage Scan(MemoryEvents events, KeyScan scan)
    {
        var page = new PageCut<ScannedEvent>(scan.Limit, scan.MaxBytes);
        var live = events.KeysBehind(scan.Prefix, scan.After)
            .Select(key => events.Latest(key, scan.At ?? long.MaxValue))
            .Where(latest => latest is { IsDeletion: false });
        foreach (var latest in live)
        {
            if (!page.TryAdd(ToScanned(latest!, scan.IncludeValues), BytesOf(latest!, scan.IncludeValues)))
                break;
        }

        return new KeyPage(page.Page, page.IsCut ? page.Page[^1].Key : null);
    }

    public static LogPage ReadLog(MemoryEvents events, LogScan scan)
    {
        var page = new PageCut<ScannedEvent>(scan.Limit, scan.MaxBytes);
        var beyondMs = scan.At == long.MaxValue ? scan.At : scan.At + 1;
        var matching = events.Between(firstMs: 0, beyondMs, scan.After)
            .Select(stamp => events.Find(stamp)!)
            .Where(@event => @event.Key.StartsWith(scan.Prefix, StringComparison.Ordinal))
            .Where(@event => scan.AnyOf.Count == 0 || scan.AnyOf.Any(prefix => @event.Key.StartsWith(prefix, StringComparison.Ordinal)));
        foreach (var @event in matching)
        {
            if (!page.TryAdd(ToScanned(@event, scan.IncludeValues), BytesOf(@event, scan.IncludeValues)))
                break;
        }

        return new LogPage(page.Page, page.IsCut ? page.Page[^1].Stamp : null);
    }

    public static IReadOnlyList<EventStamp> StampsOf(MemoryEvents events, IReadOnlyList<string> prefixes) =>
    [
        .. prefixes.SelectMany(prefix => events.KeysBehind(prefix, after: null)).SelectMany(key => events.VersionsBefore(key, before: null))
            .Select(version => version.Stamp).Order(),
    ];

    private static ScannedEvent ToScanned(Event source, bool includeValue) => new(
        source.Key,
        source.Stamp,
        source.Origin,
        source.Parents,
        source.IsDeletion,
        source.Value.GetValueOrDefault().Length,
        includeValue ? source.Value : default(ReadOnlyMemory<byte>?));

    private static long BytesOf(Event source, bool includeValue) => includeValue ? source.Value.GetValueOrDefault().Length : 0;
}
