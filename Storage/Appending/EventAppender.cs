using System.Diagnostics;
using Aevrion.Core.Events;
using Aevrion.Storage.Batches;
using Aevrion.Storage.Telemetry;
using Microsoft.Extensions.Logging;

namespace Aevrion.Storage.Appending;

/// <summary>
/// Group commit: a transaction holds what arrived while others ran, and a few are in flight when there is enough for each.
/// </summary>
/// <remarks>
/// <para>Guarantees: each request lies wholly inside one transaction; those of this region begin theirs in the order they were made, and
/// so do those of peers; a failed transaction fails the requests in it and no others; when the fault lies in the events and not in the
/// connection, the requests of the group are committed one by one, so that a bad one fails alone; a request whose own events come after
/// their time was closed or behind a conditional write fails alone too; conditional requests are committed together, apart from others,
/// and each is decided for itself; while both wait, this region's writes and its peers' get equal shares of the database; a
/// transaction that hangs stops what is in it and, once <see cref="AppenderOptions.StallDelay"/> has passed, nothing else.</para>
/// <para>Does not guarantee that transactions end in the order they began: of two requests under way at one time the later may be durable
/// first. Nor that a failed request left nothing behind: see <see cref="StorageUnavailableException"/>.</para>
/// </remarks>
public sealed partial class EventAppender : IEventAppender, IAsyncDisposable
{
    private readonly IEventLog _log;
    private readonly ICommitObserver[] _observers;
    private readonly AppenderOptions _options;
    private readonly TimeProvider _timeProvider;
    private readonly ILogger<EventAppender> _logger;
    private readonly StorageInstruments? _instruments;
    private readonly AppendQueue _queue;
    private readonly Lock _observing = new();
    private readonly CancellationTokenSource _abandon = new();
    private readonly ITimer _stallCheck;
    private int _isStallCheckSet;

    public EventAppender(
        IEventLog log, IEnumerable<ICommitObserver> observers, AppenderOptions options, TimeProvider timeProvider, ILogger<EventAppender> logger,
        StorageInstruments? instruments = null)
    {
        _log = log;
        _observers = [.. observers];
        _options = options;
        _timeProvider = timeProvider;
        _logger = logger;
        _instruments = instruments;
        _queue = new AppendQueue(options, timeProvider);
        _stallCheck = timeProvider.CreateTimer(_ => PassStalled(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <inheritdoc/>
    public int PendingEvents => _queue.Events;

    /// <inheritdoc/>
    public Task<IReadOnlyList<bool>> AppendAsync(
        IReadOnlyList<Event> events, string? receivedFrom, AppendTerms terms, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfZero(events.Count, nameof(events));
        cancellationToken.ThrowIfCancellationRequested();
        var request = RequestOf(events, receivedFrom, terms, StorageLimitChecks.CheckAppend(events));
        Add(request);
        return request.Outcome.AsTask().WaitAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask AppendOneAsync(Event written, AppendTerms terms)
    {
        var request = RequestOf([written], receivedFrom: null, terms, StorageLimitChecks.BytesOf(written));
        Add(request);
        return request.Durable;
    }

    /// <summary>Commits what is queued, for <see cref="AppenderOptions.DrainTimeout"/> at most; the rest fails.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Close();
        try
        {
            await _queue.Drained.WaitAsync(_options.DrainTimeout, _timeProvider).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            LogAbandoned(PendingEvents, _options.DrainTimeout);
            await _abandon.CancelAsync().ConfigureAwait(false);
            await _queue.Drained.ConfigureAwait(false);
        }

        await _stallCheck.DisposeAsync().ConfigureAwait(false);
        _abandon.Dispose();
    }

    private static AppendRequest RequestOf(IReadOnlyList<Event> events, string? receivedFrom, AppendTerms terms, long bytes) =>
        CommitTrace.Current is { } activity
            ? new TracedAppendRequest(events, receivedFrom, terms, bytes, activity)
            : new AppendRequest(events, receivedFrom, terms, bytes);

    private void Add(AppendRequest request)
    {
        if (_queue.Add(request) is { } group)
            Begin(group);
        else
            CheckForStallLater();
    }

    /// <summary>Commits elsewhere: the writer's turn only queues.</summary>
    private void Begin(AppendGroup group) => _ = Task.Run(() => RunAsync(group));

    /// <summary>Commits a group, and then what waits, until there is nothing to commit now.</summary>
    private async Task RunAsync(AppendGroup first)
    {
        // It goes on for whoever comes next: nothing of the writer that it began for may cling to it.
        if (Activity.Current is not null)
            Activity.Current = null;
        for (var group = first; group is not null; group = _queue.End(group))
            await CommitAsync(group, repeated: false).ConfigureAwait(false);
    }

    /// <summary>One check at a time is enough for all that wait, so that a request costs no timer.</summary>
    private void CheckForStallLater()
    {
        if (Volatile.Read(ref _isStallCheckSet) == 0 && Interlocked.Exchange(ref _isStallCheckSet, 1) == 0)
            _stallCheck.Change(_options.StallDelay, Timeout.InfiniteTimeSpan);
    }

    private void PassStalled()
    {
        Volatile.Write(ref _isStallCheckSet, 0);
        while (_queue.PassStalled() is { } group)
            Begin(group);
        if (_queue.IsWaiting)
            CheckForStallLater();
    }

    /// <param name="group">What to commit.</param>
    /// <param name="repeated">True when a try that may have committed these requests went before.</param>
    private async Task CommitAsync(AppendGroup group, bool repeated)
    {
        var started = _timeProvider.GetTimestamp();
        using var activity = CommitTrace.Begin(group);
        for (var tried = 1; ; tried++)
        {
            try
            {
                if (group.IsConditional)
                {
                    Settle(group, await _log.AppendIfLatestAsync(group.Conditionals, _abandon.Token).ConfigureAwait(false), started);
                    return;
                }

                var receipt = await _log.AppendAsync(group.Events, group.TermsOf(repeated), _abandon.Token).ConfigureAwait(false);
                Succeed(group, group.Commit(receipt, repeated), started);
                return;
            }
            catch (ClosedTimeException exception) when (group.EarliestOwn < exception.FloorMs)
            {
                await RefuseLateAsync(group, exception.FloorMs, repeated).ConfigureAwait(false);
                return;
            }
            catch (OvertakenException exception)
            {
                await RefuseOvertakenAsync(group, exception.Stamps, repeated).ConfigureAwait(false);
                return;
            }
            catch (BatchAnsweredException exception)
            {
                Fail(group, () => exception, isUnknown: repeated);
                return;
            }
            catch (StorageUnavailableException exception) when (tried <= _options.Retries)
            {
                _instruments?.Failed();
                LogRetry(exception, tried, group.Events.Count);
                repeated = true;
            }
            catch (StorageUnavailableException exception)
            {
                _instruments?.Failed();
                LogFailed(exception, tried, group.Events.Count);
                Fail(group, () => new StorageUnavailableException(exception.Message, exception), isUnknown: true);
                return;
            }
            catch (OperationCanceledException exception) when (_abandon.IsCancellationRequested)
            {
                Fail(group, () => new StorageUnavailableException("The region stopped before the database had answered.", exception), isUnknown: true);
                return;
            }
            catch (Exception exception) when (group.Requests.Count > 1)
            {
                LogSplit(exception, group.Requests.Count);
                foreach (var single in group.Split())
                    await CommitAsync(single, repeated).ConfigureAwait(false);
                return;
            }
            catch (Exception exception)
            {
                LogRefused(exception, group.Events.Count);
                Fail(group, () => exception, isUnknown: repeated);
                return;
            }
        }
    }

    /// <summary>Fails the requests whose own events lie in closed time, and commits the others.</summary>
    private async Task RefuseLateAsync(AppendGroup group, long floorMs, bool repeated)
    {
        var (late, inTime) = group.SplitAt(floorMs);
        foreach (var request in late)
        {
            if (repeated)
                await SettleAsync(request, floorMs).ConfigureAwait(false);
            else
                Fail(request, () => new ClosedTimeException(floorMs));
        }

        if (inTime.Requests.Count > 0)
            await CommitAsync(inTime, repeated).ConfigureAwait(false);
    }

    /// <summary>
    /// Ends a request that is refused now and may have been committed before its time was closed. Closing waited for that try to end,
    /// so what it committed is there to be read.
    /// </summary>
    private async Task SettleAsync(AppendGroup request, long floorMs)
    {
        try
        {
            var stamps = request.Events.Select(@event => @event.Stamp).Distinct().ToList();
            var found = await _log.ReadEventsAsync(stamps, long.MaxValue, _abandon.Token).ConfigureAwait(false);
            if (found.Count == stamps.Count)
                Succeed(request, request.Commit(new AppendReceipt(new bool[request.Events.Count], Position: null), repeated: true));
            else
                Fail(request, () => new ClosedTimeException(floorMs));
        }
        catch (Exception exception) when (exception is StorageUnavailableException or OperationCanceledException)
        {
            LogUnsettled(exception, request.Events.Count);
            Fail(request, () => new StorageUnavailableException("Whether the first try was committed could not be read.", exception), isUnknown: true);
        }
    }

    private void Succeed(AppendGroup group, IReadOnlyList<CommittedAppend> commits, long? started = null)
    {
        if (started is { } began)
            _instruments?.Committed(commits, _timeProvider.GetElapsedTime(began));
        // Transactions end at the same time; observers are told of one after the other.
        lock (_observing)
            Tell(observer => observer.OnCommitted(commits));
        _queue.Release(group);
        for (var i = 0; i < commits.Count; i++)
            group.Requests[i].Complete(commits[i].Added);
    }

    private void Tell(Action<ICommitObserver> what)
    {
        foreach (var observer in _observers)
        {
            try
            {
                what(observer);
            }
            catch (Exception exception)
            {
                // The events are durable: a broken observer must not fail their writers nor stop the next transaction.
                LogObserverFailed(exception, observer.GetType());
            }
        }
    }

    /// <param name="group">What failed.</param>
    /// <param name="cause">What its writers are told.</param>
    /// <param name="isUnknown">Whether a try of it may have committed.</param>
    private void Fail(AppendGroup group, Func<Exception> cause, bool isUnknown = false)
    {
        if (isUnknown)
        {
            lock (_observing)
                Tell(observer => observer.OnUnknown(group.Events));
        }

        _queue.Release(group);
        foreach (var request in group.Requests)
            request.Fail(cause());
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Try {Tried} to commit {Events} events failed for want of the database; trying again. Check that PostgreSQL runs and can be reached if that goes on.")]
    private partial void LogRetry(Exception exception, int tried, int events);

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "{Events} events could not be committed in {Tried} tries. Their writers are told that the outcome is unknown. Check that PostgreSQL runs and can be reached.")]
    private partial void LogFailed(Exception exception, int tried, int events);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Whether {Events} events were committed before their time was closed could not be read. Their writer is told that the outcome is unknown. Check that PostgreSQL runs and can be reached.")]
    private partial void LogUnsettled(Exception exception, int events);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The database refused a group of {Requests} requests; committing them one by one to find the bad one. Report this with what follows.")]
    private partial void LogSplit(Exception exception, int requests);

    [LoggerMessage(Level = LogLevel.Error, Message = "The database refused a request of {Events} events, which is a mistake in this program: please report this. Its writer is told.")]
    private partial void LogRefused(Exception exception, int events);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Observer} failed on a commit. The events are durable; what it should have done with them was not done. Please report this, and restart the silo.")]
    private partial void LogObserverFailed(Exception exception, Type observer);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Stopping with {Events} events uncommitted after {DrainTimeout}: their writers are told that the outcome is unknown. Check that PostgreSQL answered, and send those writes again.")]
    private partial void LogAbandoned(int events, TimeSpan drainTimeout);
}
