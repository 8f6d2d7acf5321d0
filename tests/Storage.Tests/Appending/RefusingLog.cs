using Aevrion.Core.Events;
using Aevrion.Storage.Scanning;

namespace Aevrion.Storage.Tests.Appending;

/// <summary>A log that refuses every append holding a certain key, as a database refuses a value it cannot store.</summary>
internal sealed class RefusingLog(IEventLog log, string refusedKey) : IEventLog
{
    public Task<AppendReceipt> AppendAsync(IReadOnlyList<Event> events, AppendTerms terms, CancellationToken cancellationToken) =>
        events.Any(@event => @event.Key == refusedKey)
            ? Task.FromException<AppendReceipt>(new InvalidOperationException("refused"))
            : log.AppendAsync(events, terms, cancellationToken);

    public Task<ConditionalReceipt> AppendIfLatestAsync(IReadOnlyList<ConditionalAppend> appends, CancellationToken cancellationToken) =>
        appends.Any(append => append.Event.Key == refusedKey)
            ? Task.FromException<ConditionalReceipt>(new InvalidOperationException("refused"))
            : log.AppendIfLatestAsync(appends, cancellationToken);

    public Task<long> CloseAsync(long throughMs, CancellationToken cancellationToken) => log.CloseAsync(throughMs, cancellationToken);

    public Task<IReadOnlyList<Event>> ReadRangeAsync(
        long fromMs, long toMs, EventStamp? after, int maxEvents, long maxBytes, CancellationToken cancellationToken) =>
        log.ReadRangeAsync(fromMs, toMs, after, maxEvents, maxBytes, cancellationToken);

    public Task<Event?> ReadLatestAsync(string key, CancellationToken cancellationToken) => log.ReadLatestAsync(key, cancellationToken);

    public Task<IReadOnlyList<Event?>> ReadLatestAsync(IReadOnlyList<string> keys, long maxBytes, CancellationToken cancellationToken) =>
        log.ReadLatestAsync(keys, maxBytes, cancellationToken);

    public Task<Event?> ReadAtAsync(string key, long timestamp, CancellationToken cancellationToken) =>
        log.ReadAtAsync(key, timestamp, cancellationToken);

    public Task<IReadOnlyDictionary<string, EventStamp>> ReadLatestStampsAsync(
        IReadOnlyCollection<string> keys, CancellationToken cancellationToken) => log.ReadLatestStampsAsync(keys, cancellationToken);

    public Task<IReadOnlyList<VersionEntry>> ReadHistoryAsync(
        string key, EventStamp? before, int limit, bool includeValues, CancellationToken cancellationToken) =>
        log.ReadHistoryAsync(key, before, limit, includeValues, cancellationToken);

    public Task<IReadOnlyList<Event>> ReadEventsAsync(IReadOnlyList<EventStamp> stamps, long maxBytes, CancellationToken cancellationToken) =>
        log.ReadEventsAsync(stamps, maxBytes, cancellationToken);

    public Task<KeyPage> ScanAsync(KeyScan scan, CancellationToken cancellationToken) => log.ScanAsync(scan, cancellationToken);

    public Task<LogPage> ReadLogAsync(LogScan scan, CancellationToken cancellationToken) => log.ReadLogAsync(scan, cancellationToken);

    public Task<long> CountAsync(CancellationToken cancellationToken) => log.CountAsync(cancellationToken);
}
