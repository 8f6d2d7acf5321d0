using Aevrion.Core.Events;
using Aevrion.Core.Tree;
using Aevrion.Storage.Postgres.Appending;
using Aevrion.Storage.Filters;
using Aevrion.Storage.Postgres.Conflicts;
using Aevrion.Storage.Postgres.Eras;
using Aevrion.Storage.Postgres.Filters;
using Aevrion.Storage.Postgres.Scanning;
using Aevrion.Storage.Postgres.Statements;
using Aevrion.Storage.Scanning;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Aevrion.Storage.Postgres;

/// <summary>
/// A region's events and tree on PostgreSQL. Every read is one statement, hence one snapshot, and every write one transaction that is
/// durable when the member completes. It keeps nothing in memory but the names of regions and the times of eras.
/// </summary>
/// <remarks>
/// Does not create its tables: <see cref="PostgresSetup"/> does, and checks that the database has this shape. Does not order writers:
/// appends of several silos meet in the database, which serialises those that share a tree node.
/// </remarks>
public sealed class PostgresEventStore : IEventLog, ITreeStore, IOriginRegistry
{
    private readonly StatementRunner _runner;
    private readonly OriginDirectory _origins;
    private readonly EventWriter _writer;
    private readonly ConditionalWriter _conditionalWriter;
    private readonly EraKeys _eraKeys;
    private readonly ScanReader _scans;

    /// <param name="dataSource">Connections made as <see cref="PostgresConnections"/> does; its owner disposes it.</param>
    /// <param name="shape">The geometry that the database was made with.</param>
    public PostgresEventStore(NpgsqlDataSource dataSource, TreeShape shape)
        : this(dataSource, shape, EraLimits.Default)
    {
    }

    internal PostgresEventStore(NpgsqlDataSource dataSource, TreeShape shape, EraLimits limits)
    {
        _runner = new StatementRunner(dataSource);
        _eraKeys = new EraKeys(dataSource);
        _origins = new OriginDirectory(_runner);
        _scans = new ScanReader(_runner, _origins);
        var eras = new EraDirectory(_runner, limits);
        _writer = new EventWriter(_runner, _origins, eras, shape);
        _conditionalWriter = new ConditionalWriter(_runner, _origins, eras, Filters, shape);
        Shape = shape;
    }

    /// <inheritdoc/>
    public TreeShape Shape { get; }

    /// <summary>What this silo knows of the keys of past eras; its upkeep fills it.</summary>
    internal KeyFilters Filters { get; } = new();

    /// <inheritdoc/>
    public async Task<AppendReceipt> AppendAsync(
        IReadOnlyList<Event> events, AppendTerms terms, CancellationToken cancellationToken)
    {
        StorageLimitChecks.CheckAppend(events);
        return events.Count == 0 ? new AppendReceipt([], Position: null) : await _writer.AppendAsync(events, terms, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<ConditionalReceipt> AppendIfLatestAsync(IReadOnlyList<ConditionalAppend> appends, CancellationToken cancellationToken)
    {
        StorageLimitChecks.CheckConditional(appends);
        return appends.Count == 0
            ? new ConditionalReceipt([], FloorMs: 0, Position: null)
            : await _conditionalWriter.AppendAsync(appends, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public Task<long> CloseAsync(long throughMs, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(throughMs);
        return _runner.RunAsync(new CloseTime(throughMs), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<Event?> ReadLatestAsync(string key, CancellationToken cancellationToken) =>
        ReadAtAsync(key, long.MaxValue, cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Event?>> ReadLatestAsync(
        IReadOnlyList<string> keys, long maxBytes, CancellationToken cancellationToken)
    {
        if (keys.Count == 0)
            return [];
        var rows = await _runner.RunAsync(new ReadLatest([.. keys], maxBytes, Filters.Excluding(keys)), cancellationToken).ConfigureAwait(false);
        var latest = new List<Event?>(rows.Count);
        foreach (var row in rows)
            latest.Add(row is { } found ? await ToEventAsync(found, cancellationToken).ConfigureAwait(false) : null);
        return latest;
    }

    /// <inheritdoc/>
    public async Task<Event?> ReadAtAsync(string key, long timestamp, CancellationToken cancellationToken)
    {
        var row = await _runner.RunAsync(new ReadVersion(key, timestamp, Filters.Excluding(key)), cancellationToken).ConfigureAwait(false);
        return row is { } found ? await ToEventAsync(found, cancellationToken).ConfigureAwait(false) : null;
    }

    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<string, EventStamp>> ReadLatestStampsAsync(
        IReadOnlyCollection<string> keys, CancellationToken cancellationToken) =>
        _runner.RunAsync(StampsOf([.. keys.Distinct()]), cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<VersionEntry>> ReadHistoryAsync(
        string key, EventStamp? before, int limit, bool includeValues, CancellationToken cancellationToken)
    {
        StorageLimitChecks.CheckPage(limit);
        var statement = new ReadHistory(key, before ?? ReadHistory.End, limit, includeValues, Filters.Excluding(key));
        var rows = await _runner.RunAsync(statement, cancellationToken).ConfigureAwait(false);
        var entries = new List<VersionEntry>(rows.Count);
        foreach (var row in rows)
            entries.Add(row.ToEntry(await _origins.NameOfAsync(row.Origin, cancellationToken).ConfigureAwait(false)));
        return entries;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Event>> ReadEventsAsync(
        IReadOnlyList<EventStamp> stamps, long maxBytes, CancellationToken cancellationToken)
    {
        var rows = await _runner.RunAsync(new ReadEvents(stamps, maxBytes), cancellationToken).ConfigureAwait(false);
        return await ToEventsAsync(rows, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Event>> ReadRangeAsync(
        long fromMs, long toMs, EventStamp? after, int maxEvents, long maxBytes, CancellationToken cancellationToken)
    {
        StorageLimitChecks.CheckRange(maxEvents);
        var statement = new ReadRange(fromMs, toMs, after, maxEvents, maxBytes);
        var rows = await _runner.RunAsync(statement, cancellationToken).ConfigureAwait(false);
        return await ToEventsAsync(rows, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public Task<KeyPage> ScanAsync(KeyScan scan, CancellationToken cancellationToken) => _scans.ScanAsync(scan, cancellationToken);

    /// <inheritdoc/>
    public Task<LogPage> ReadLogAsync(LogScan scan, CancellationToken cancellationToken) => _scans.ReadLogAsync(scan, cancellationToken);

    /// <inheritdoc/>
    public Task<long> CountAsync(CancellationToken cancellationToken) =>
        _runner.RunAsync(new CountEvents(Shape.HighestLevel), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredNode>> ReadNodesAsync(IReadOnlyList<NodeRange> ranges, CancellationToken cancellationToken) =>
        _runner.RunAsync(new ReadNodes(NodeRanges.Merge(ranges)), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredNode>> ReadChildrenAsync(IReadOnlyList<NodeAddress> parents, CancellationToken cancellationToken) =>
        _runner.RunAsync(new ReadNodes(NodeRanges.ChildrenOf(Shape, parents)), cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<long, IReadOnlyList<EventStamp>>> ReadLeavesAsync(
        IReadOnlyCollection<long> leaves, CancellationToken cancellationToken)
    {
        var spans = NodeRanges.OfLeaves(Shape, leaves);
        var statement = new ReadStamps(
            [.. spans.Select(span => Shape.StartOf(span.First))], [.. spans.Select(span => Shape.StartOf(span.End))]);
        var stamps = await _runner.RunAsync(statement, cancellationToken).ConfigureAwait(false);
        return stamps
            .GroupBy(stamp => Shape.LeafOf(stamp.Timestamp))
            .ToDictionary(leaf => leaf.Key, leaf => (IReadOnlyList<EventStamp>)[.. leaf]);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<TreeNode>> TakeLeavesAsync(IReadOnlyCollection<long> leaves, CancellationToken cancellationToken) =>
        _runner.RunAsync(new TakeLeaves(NodeRanges.OfLeaves(Shape, leaves), Shape), cancellationToken);

    /// <inheritdoc/>
    public Task SaveDigestsAsync(IReadOnlyList<TreeNode> nodes, CancellationToken cancellationToken)
    {
        List<TreeNode> distinct = [.. nodes.GroupBy(node => node.Address).Select(same => same.MaxBy(node => node.Count))];
        return distinct.Count == 0 ? Task.CompletedTask : _runner.RunAsync(new SaveDigests(distinct), cancellationToken);
    }

    /// <summary>Fills the filters.</summary>
    internal KeyFilterUpkeep UpkeepOfFilters(ILogger logger) => new(_runner, _eraKeys, Filters, logger);

    /// <summary>The list of conflicts beside these events.</summary>
    /// <inheritdoc/>
    public ValueTask<bool> TryRegisterAsync(string region, CancellationToken cancellationToken) => _origins.TryRegisterAsync(region, cancellationToken);

    internal PostgresConflictStore Conflicts() => new(_runner, _origins, Filters);

    private ReadLatestStamps StampsOf(string[] keys) => new(keys, Filters.Excluding(keys));

    private async Task<IReadOnlyList<Event>> ToEventsAsync(IReadOnlyList<EventRow> rows, CancellationToken cancellationToken)
    {
        var events = new List<Event>(rows.Count);
        foreach (var row in rows)
            events.Add(await ToEventAsync(row, cancellationToken).ConfigureAwait(false));
        return events;
    }

    private async ValueTask<Event> ToEventAsync(EventRow row, CancellationToken cancellationToken) =>
        row.ToEvent(await _origins.NameOfAsync(row.Origin, cancellationToken).ConfigureAwait(false));
}
