using System.Collections.Concurrent;
using System.Threading.Channels;
using Aevrion.Core.Events;
using Aevrion.Storage.Scanning;

namespace Aevrion.Storage.Tests.Appending;

/// <summary>A log whose appends end when the test says, in any order, and as it says. Reads nothing.</summary>
internal sealed class ControlledLog : IEventLog
{
    private readonly Channel<ControlledAppend> _started = Channel.CreateUnbounded<ControlledAppend>();
    private readonly ConcurrentDictionary<ControlledAppend, bool> _open = new();

    /// <summary>Appends that have begun and not ended.</summary>
    public int InFlight => _open.Count;

    /// <summary>Waits until one more append has begun.</summary>
    public async Task<ControlledAppend> StartedAsync() =>
        await _started.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(30));

    /// <summary>True when another append has begun that no test has taken yet.</summary>
    public bool HasStarted => _started.Reader.TryPeek(out _);

    public async Task<AppendReceipt> AppendAsync(IReadOnlyList<Event> events, AppendTerms terms, CancellationToken cancellationToken)
    {
        var append = new ControlledAppend(events, terms);
        _open[append] = true;
        _started.Writer.TryWrite(append);
        try
        {
            return await append.Outcome.WaitAsync(cancellationToken);
        }
        finally
        {
            _open.TryRemove(append, out _);
        }
    }

    public Task<ConditionalReceipt> AppendIfLatestAsync(IReadOnlyList<ConditionalAppend> appends, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<long> CloseAsync(long throughMs, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<Event?> ReadLatestAsync(string key, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<Event?>> ReadLatestAsync(IReadOnlyList<string> keys, long maxBytes, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<Event?> ReadAtAsync(string key, long timestamp, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyDictionary<string, EventStamp>> ReadLatestStampsAsync(
        IReadOnlyCollection<string> keys, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<VersionEntry>> ReadHistoryAsync(
        string key, EventStamp? before, int limit, bool includeValues, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<Event>> ReadEventsAsync(IReadOnlyList<EventStamp> stamps, long maxBytes, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<Event>> ReadRangeAsync(
        long fromMs, long toMs, EventStamp? after, int maxEvents, long maxBytes, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<KeyPage> ScanAsync(KeyScan scan, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<LogPage> ReadLogAsync(LogScan scan, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<long> CountAsync(CancellationToken cancellationToken) => throw new NotSupportedException();
}
