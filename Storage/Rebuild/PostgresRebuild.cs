using System.Collections.Concurrent;
using Aevrion.Core.Tree;
using Aevrion.Storage.Postgres;
using Aevrion.Storage.Postgres.Statements;
using Aevrion.Storage.Tree;
using Npgsql;

namespace Aevrion.Storage.Rebuild;

/// <summary>
/// Rebuilds what a PostgreSQL database derives from its events. The tree is compared span by span with the events of the same snapshot,
/// and only what differs is written; then the nodes above the spans, from the rows below; then the index of keys. Filters of keys are given
/// up, and made anew by the silos.
/// </summary>
public sealed class PostgresRebuild : IRebuild
{
    /// <summary>Passes over a tree that had mistakes, unless one finds none.</summary>
    private const int MaxPasses = 3;

    private readonly NpgsqlDataSource _dataSource;
    private readonly StatementRunner _runner;
    private readonly TreeShape _shape;
    private readonly TimeProvider _timeProvider;
    private readonly int _level;
    private readonly SpanReader _reader;
    private readonly KeyIndex _keyIndex;

    /// <param name="dataSource">Connections made as <see cref="PostgresConnections"/> does; its owner disposes it.</param>
    /// <param name="shape">The geometry that the database was made with.</param>
    /// <param name="timeProvider">For pauses.</param>
    public PostgresRebuild(NpgsqlDataSource dataSource, TreeShape shape, TimeProvider timeProvider)
        : this(dataSource, shape, timeProvider, new SpanLimits())
    {
    }

    internal PostgresRebuild(NpgsqlDataSource dataSource, TreeShape shape, TimeProvider timeProvider, SpanLimits limits)
    {
        _dataSource = dataSource;
        _runner = new StatementRunner(dataSource);
        _shape = shape;
        _timeProvider = timeProvider;
        _level = TreeBlocks.LevelIn(shape);
        _reader = new SpanReader(dataSource, shape, _level, limits);
        _keyIndex = new KeyIndex(dataSource, timeProvider);
    }

    /// <summary>Spans read side by side; one is mended meanwhile. Half of the machine's processors, two at least, four at most.</summary>
    internal static int Readers { get; } = Math.Clamp(Environment.ProcessorCount / 2, 2, 4);

    /// <inheritdoc/>
    public async Task<RebuildReport> RunAsync(bool wantsKeyIndex, RebuildProgress progress, CancellationToken cancellationToken)
    {
        try
        {
            var session = await RebuildSession.BeginAsync(_dataSource, _timeProvider, RebuildSession.MaxTries, cancellationToken).ConfigureAwait(false);
            await using (session.ConfigureAwait(false))
                return await RunInAsync(session, wantsKeyIndex, progress, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (PostgresFaults.MeansUnavailable(exception))
        {
            throw PostgresFaults.Unavailable(exception);
        }
    }

    /// <summary>As <see cref="RunAsync"/>, in a session that the caller has begun.</summary>
    internal async Task<RebuildReport> RunInAsync(
        RebuildSession session, bool wantsKeyIndex, RebuildProgress progress, CancellationToken cancellationToken)
    {
        var report = await RebuildTreeAsync(session, progress, cancellationToken).ConfigureAwait(false);
        for (var pass = 1; report.FoundMistakes && pass < MaxPasses; pass++)
        {
            // Somebody may have been taking an inner digest from wrong rows all the while, and keep it only now.
            var again = await RebuildTreeAsync(session, progress, cancellationToken).ConfigureAwait(false);
            report = again.After(report);
            if (!again.FoundMistakes)
                break;
        }

        var built = await _keyIndex.EnsureAsync(wantsKeyIndex, progress, cancellationToken).ConfigureAwait(false);
        await _runner.RunAsync(new DistrustFilters(), cancellationToken).ConfigureAwait(false);
        return report with { KeyIndexBuilt = built };
    }

    private async Task<RebuildReport> RebuildTreeAsync(RebuildSession session, RebuildProgress progress, CancellationToken cancellationToken)
    {
        var rows = await _runner.RunAsync(
            new ReadTreeRows([new NodeRange(_level, long.MinValue, long.MaxValue)]), cancellationToken).ConfigureAwait(false);
        progress.Begin(RebuildPhase.Tree, rows.Where(row => _shape.Contains(row.Address)).Sum(row => Math.Max(0, row.Count)));

        var spans = new ConcurrentQueue<TreeSpan>(SpanPlan.Cut(_shape, rows));
        using var broken = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var reports = await Task.WhenAll(Enumerable.Range(0, Readers).Select(
            _ => Task.Run(() => RebuildSpansAsync(spans, session, progress, broken), cancellationToken))).ConfigureAwait(false);

        var upper = await _runner.RunAsync(new ReadUpperRows(_level), cancellationToken).ConfigureAwait(false);
        var truth = UpperTree.Over(_shape, upper.TakeWhile(row => row.Address.Level == _level));
        var (mends, found) = NodeComparison.Compare(truth, [.. upper.SkipWhile(row => row.Address.Level == _level)]);
        await session.MendAsync(mends, cancellationToken).ConfigureAwait(false);
        return reports.Aggregate(found, (all, part) => all.And(part));
    }

    private async Task<RebuildReport> RebuildSpansAsync(
        ConcurrentQueue<TreeSpan> spans, RebuildSession session, RebuildProgress progress, CancellationTokenSource broken)
    {
        var report = RebuildReport.Nothing;
        try
        {
            while (spans.TryDequeue(out var span))
            {
                for (var rest = (TreeSpan?)span; rest is { } part;)
                {
                    var findings = await _reader.ReadAsync(part, progress, broken.Token).ConfigureAwait(false);
                    await session.MendAsync(findings.Mends, broken.Token).ConfigureAwait(false);
                    report = report.And(findings.Found);
                    rest = findings.Rest;
                }
            }

            return report;
        }
        catch
        {
            // What the others do would be for nothing.
            await broken.CancelAsync().ConfigureAwait(false);
            throw;
        }
    }
}
