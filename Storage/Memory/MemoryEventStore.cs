using Aevrion.Core;
using Aevrion.Core.Events;
using Aevrion.Core.Tree;
using Aevrion.Storage.Batches;
using Aevrion.Storage.Commits;
using Aevrion.Storage.Scanning;

namespace Aevrion.Storage.Memory;

/// <summary>
/// The storage contract in memory, for simulations and tests: deterministic, every call atomic, answered in the caller's turn unless
/// the injected faults delay it. Durable as long as the object lives; unbounded.
/// </summary>
public sealed class MemoryEventStore(TreeShape shape, IStorageFaults? faults = null, TimeProvider? time = null) : IEventLog, ITreeStore, ICommitLog, IBatchAnswers, IKeyStamps
{
    private readonly TimeProvider _time = time ?? TimeProvider.System;
    private readonly IStorageFaults _faults = faults ?? NoStorageFaults.Instance;
    private readonly Lock _gate = new();
    private readonly MemoryEvents _events = new();
    private readonly MemoryNodes _nodes = new(shape);
    private readonly MemoryCommits _commits = new();
    private readonly MemoryConditions _conditions = new();
    private readonly Dictionary<string, BatchAnswer> _answers = new(StringComparer.Ordinal);
    private long _floorMs;

    /// <inheritdoc/>
    public TreeShape Shape { get; } = shape;

    /// <summary>Looks at the events while nobody else does.</summary>
    internal T Look<T>(Func<MemoryEvents, T> look)
    {
        lock (_gate)
            return look(_events);
    }

    /// <inheritdoc/>
    public Task<AppendReceipt> AppendAsync(IReadOnlyList<Event> events, AppendTerms terms, CancellationToken cancellationToken)
    {
        StorageLimitChecks.CheckAppend(events);
        return CallAsync(
            nameof(AppendAsync),
            () => terms.EarliestOwn < _floorMs && events.Count > 0 ? throw new ClosedTimeException(_floorMs) : Append(events, terms),
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<ConditionalReceipt> AppendIfLatestAsync(IReadOnlyList<ConditionalAppend> appends, CancellationToken cancellationToken)
    {
        StorageLimitChecks.CheckConditional(appends);
        return CallAsync(nameof(AppendIfLatestAsync), () => Append(appends), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<BatchAnswer?> FindAsync(string key, CancellationToken cancellationToken) =>
        CallAsync(nameof(FindAsync), () => _answers.GetValueOrDefault(key), cancellationToken);

    /// <inheritdoc/>
    public Task<long> CloseAsync(long throughMs, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(throughMs);
        return CallAsync(nameof(CloseAsync), () => _floorMs = Math.Max(_floorMs, throughMs), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<Event?> ReadLatestAsync(string key, CancellationToken cancellationToken) =>
        CallAsync(nameof(ReadLatestAsync), () => _events.Latest(key, long.MaxValue), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Event?>> ReadLatestAsync(IReadOnlyList<string> keys, long maxBytes, CancellationToken cancellationToken) =>
        CallAsync<IReadOnlyList<Event?>>(
            nameof(ReadLatestAsync), () => [.. TakeThrough(keys.Select(key => _events.Latest(key, long.MaxValue)), maxBytes)], cancellationToken);

    /// <inheritdoc/>
    public Task<Event?> ReadAtAsync(string key, long timestamp, CancellationToken cancellationToken) =>
        CallAsync(nameof(ReadAtAsync), () => _events.Latest(key, timestamp), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<string, EventStamp>> ReadLatestStampsAsync(
        IReadOnlyCollection<string> keys, CancellationToken cancellationToken) =>
        CallAsync<IReadOnlyDictionary<string, EventStamp>>(
            nameof(ReadLatestStampsAsync),
            () => keys.Distinct()
                .Select(key => _events.Latest(key, long.MaxValue))
                .OfType<Event>()
                .ToDictionary(latest => latest.Key, latest => latest.Stamp),
            cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<VersionEntry>> ReadHistoryAsync(
        string key, EventStamp? before, int limit, bool includeValues, CancellationToken cancellationToken)
    {
        StorageLimitChecks.CheckPage(limit);
        return CallAsync<IReadOnlyList<VersionEntry>>(
            nameof(ReadHistoryAsync),
            () => [.. _events.VersionsBefore(key, before).Take(limit).Select(version => ToEntry(version, includeValues))],
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<Event>> ReadEventsAsync(IReadOnlyList<EventStamp> stamps, long maxBytes, CancellationToken cancellationToken) =>
        CallAsync<IReadOnlyList<Event>>(nameof(ReadEventsAsync), () => [.. TakeThrough(Found(stamps), maxBytes).OfType<Event>().Select(_events.WithAllParents)], cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Event>> ReadRangeAsync(
        long fromMs, long toMs, EventStamp? after, int maxEvents, long maxBytes, CancellationToken cancellationToken)
    {
        StorageLimitChecks.CheckRange(maxEvents);
        return CallAsync<IReadOnlyList<Event>>(
            nameof(ReadRangeAsync),
            () => [.. TakeThrough(Found(_events.Between(fromMs, toMs, after).Take(maxEvents)), maxBytes).OfType<Event>()],
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<KeyPage> ScanAsync(KeyScan scan, CancellationToken cancellationToken)
    {
        StorageLimitChecks.CheckScan(scan.Limit);
        return CallAsync(nameof(ScanAsync), () => MemoryScans.Scan(_events, scan), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<LogPage> ReadLogAsync(LogScan scan, CancellationToken cancellationToken)
    {
        StorageLimitChecks.CheckScan(scan.Limit);
        return CallAsync(nameof(ReadLogAsync), () => MemoryScans.ReadLog(_events, scan), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<EventStamp>?> ReadStampsAsync(IReadOnlyList<string> prefixes, int most, CancellationToken cancellationToken) =>
        CallAsync(
            nameof(ReadStampsAsync),
            () => MemoryScans.StampsOf(_events, prefixes) is var stamps && stamps.Count > most ? null : stamps,
            cancellationToken);

    /// <inheritdoc/>
    public Task<long> CountAsync(CancellationToken cancellationToken) =>
        CallAsync(nameof(CountAsync), () => (long)_events.Count, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredNode>> ReadNodesAsync(IReadOnlyList<NodeRange> ranges, CancellationToken cancellationToken) =>
        CallAsync(nameof(ReadNodesAsync), () => _nodes.Read(NodeRanges.Merge(ranges)), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredNode>> ReadChildrenAsync(IReadOnlyList<NodeAddress> parents, CancellationToken cancellationToken) =>
        CallAsync(nameof(ReadChildrenAsync), () => _nodes.Read(NodeRanges.ChildrenOf(Shape, parents)), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<long, IReadOnlyList<EventStamp>>> ReadLeavesAsync(
        IReadOnlyCollection<long> leaves, CancellationToken cancellationToken) =>
        CallAsync<IReadOnlyDictionary<long, IReadOnlyList<EventStamp>>>(
            nameof(ReadLeavesAsync),
            () => NodeRanges.OfLeaves(Shape, leaves)
                .SelectMany(range => _events.Between(Shape.StartOf(range.First), Shape.StartOf(range.End)))
                .GroupBy(stamp => Shape.LeafOf(stamp.Timestamp))
                .ToDictionary(leaf => leaf.Key, leaf => (IReadOnlyList<EventStamp>)[.. leaf]),
            cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<TreeNode>> TakeLeavesAsync(IReadOnlyCollection<long> leaves, CancellationToken cancellationToken) =>
        CallAsync<IReadOnlyList<TreeNode>>(
            nameof(TakeLeavesAsync),
            () =>
            [
                .. NodeRanges.OfLeaves(Shape, leaves)
                    .SelectMany(range => _events.Between(Shape.StartOf(range.First), Shape.StartOf(range.End)))
                    .GroupBy(stamp => Shape.LeafOf(stamp.Timestamp))
                    .Select(leaf => new TreeNode(new NodeAddress(0, leaf.Key), leaf.Count(), TreeDigest.OfLeaf(leaf.Select(stamp => stamp.Id)))),
            ],
            cancellationToken);

    /// <inheritdoc/>
    public Task SaveDigestsAsync(IReadOnlyList<TreeNode> nodes, CancellationToken cancellationToken) =>
        CallAsync(
            nameof(SaveDigestsAsync),
            () =>
            {
                foreach (var node in nodes)
                    _nodes.Keep(node);
                return true;
            },
            cancellationToken);

    /// <inheritdoc/>
    public Task<CommitPage> ReadCommitsAsync(
        long after, int maxCommits, int maxEvents, IReadOnlyCollection<long> known, CancellationToken cancellationToken)
    {
        StorageLimitChecks.CheckCommitPage(after, maxCommits, maxEvents);
        return CallAsync(nameof(ReadCommitsAsync), () => _commits.Read(after, maxCommits, maxEvents, known), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<long> ReadNewestPositionAsync(CancellationToken cancellationToken) =>
        CallAsync(nameof(ReadNewestPositionAsync), () => _commits.Newest, cancellationToken);

    /// <inheritdoc/>
    public Task<long?> FindTimeAsync(long fromMs, CancellationToken cancellationToken) =>
        CallAsync(nameof(FindTimeAsync), () => _commits.FindTime(fromMs), cancellationToken);

    /// <inheritdoc/>
    public Task<CommitPlace?> FindEventAsync(Hash256 id, CancellationToken cancellationToken) =>
        CallAsync(nameof(FindEventAsync), () => _commits.FindEvent(id), cancellationToken);

    /// <inheritdoc/>
    public Task<int> TrimAsync(TimeSpan retention, long maxBytes, CancellationToken cancellationToken)
    {
        StorageLimitChecks.CheckTrim(retention, maxBytes);
        return CallAsync(nameof(TrimAsync), () => _commits.Trim(NowMs - (long)retention.TotalMilliseconds, maxBytes), cancellationToken);
    }

    private static VersionEntry ToEntry(Event version, bool includeValue) => new(
        version.Stamp, version.Origin, version.IsDeletion, version.Value.GetValueOrDefault().Length, includeValue ? version.Value : null);

    private long NowMs => _time.GetUtcNow().ToUnixTimeMilliseconds();

    private AppendReceipt Append(IReadOnlyList<Event> events, AppendTerms terms)
    {
        if (terms.Answer is { } taken && _answers.ContainsKey(taken.Key))
            throw new BatchAnsweredException(taken.Key);
        var overtaken = _conditions.Overtaken(events.Where((item, i) => terms.EarliestOwn is not null && terms.IsOwn?[i] != false && _events.Find(item.Stamp) is null));
        if (overtaken.Count > 0)
            throw new OvertakenException(overtaken);
        bool[] added = [.. events.Select(Insert)];
        List<EventStamp> fresh = [.. events.Where((_, i) => added[i]).Select(@event => @event.Stamp)];
        if (terms.Answer is { } answer)
            _answers.Add(answer.Key, answer with { Added = Array.TrueForAll(added, isNew => isNew) ? null : added });
        return new AppendReceipt(added, fresh.Count == 0 ? null : _commits.Add(fresh, NowMs));
    }

    private ConditionalReceipt Append(IReadOnlyList<ConditionalAppend> appends)
    {
        List<ConditionalOutcome> outcomes = [.. appends.Select(append => OutcomeOf(append, appends))];
        var added = appends.Where((_, i) => outcomes[i] == ConditionalOutcome.Added).ToList();
        foreach (var append in added)
        {
            Insert(append.Event);
            _conditions.Note(append);
        }

        return new ConditionalReceipt(
            outcomes, _floorMs, added.Count == 0 ? null : _commits.Add([.. added.Select(append => append.Event.Stamp)], NowMs));
    }

    private ConditionalOutcome OutcomeOf(ConditionalAppend append, IReadOnlyList<ConditionalAppend> beside)
    {
        if (_conditions.Has(append))
            return ConditionalOutcome.AddedBefore;
        if (append.Event.Timestamp < _floorMs)
            return ConditionalOutcome.Closed;
        var isAlone = beside.Count(other => other.Event.Key == append.Event.Key) == 1;
        return isAlone && !(_events.Latest(append.Event.Key, long.MaxValue)?.Stamp > (append.Seen ?? new EventStamp(-1, default)))
            ? ConditionalOutcome.Added
            : ConditionalOutcome.Changed;
    }

    private bool Insert(Event @event)
    {
        if (!_events.Add(@event))
            return false;
        _nodes.Grow(Shape.LeafOf(@event.Timestamp));
        return true;
    }

    private IEnumerable<Event> Found(IEnumerable<EventStamp> stamps) => stamps.Select(_events.Find).OfType<Event>();

    private static IEnumerable<Event?> TakeThrough(IEnumerable<Event?> events, long maxBytes)
    {
        var bytes = 0L;
        foreach (var item in events)
        {
            if (bytes > maxBytes)
                yield break;
            yield return item;
            bytes += item?.Value.GetValueOrDefault().Length ?? 0;
        }
    }

    private async Task<T> CallAsync<T>(string call, Func<T> body, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await _faults.BeforeAsync(call, cancellationToken).ConfigureAwait(false);
        T answer;
        lock (_gate)
            answer = body();
        await _faults.AfterAsync(call, cancellationToken).ConfigureAwait(false);
        return answer;
    }
}
