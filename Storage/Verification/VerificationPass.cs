using System.Collections.Concurrent;
using Aevrion.Core.Tree;
using Aevrion.Storage.Filters;
using Aevrion.Storage.Postgres;
using Aevrion.Storage.Postgres.Statements;
using Aevrion.Storage.Rebuild;
using Aevrion.Storage.Tree;
using Npgsql;

namespace Aevrion.Storage.Verification;

/// <summary>Verifies everything once: events and the tree span by span, side by side, then the nodes above the spans, then the keys of each era.</summary>
internal sealed class VerificationPass
{
    private readonly NpgsqlDataSource _dataSource;
    private readonly StatementRunner _runner;
    private readonly TreeShape _shape;
    private readonly KeyFilters _filters;
    private readonly SpanLimits _limits;
    private readonly int _level;

    /// <param name="dataSource">Connections of the store.</param>
    /// <param name="shape">Geometry of the tree.</param>
    /// <param name="filters">The filters that this silo holds.</param>
    /// <param name="limits">How much is read at once.</param>
    public VerificationPass(NpgsqlDataSource dataSource, TreeShape shape, KeyFilters filters, SpanLimits limits)
    {
        (_dataSource, _shape, _filters, _limits) = (dataSource, shape, filters, limits);
        _runner = new StatementRunner(dataSource);
        _level = TreeBlocks.LevelIn(shape);
    }

    /// <summary>Runs; tells what was learnt beside the mismatches.</summary>
    public async Task<SpanFacts> RunAsync(MismatchLog log, RebuildProgress progress, CancellationToken cancellationToken)
    {
        var facts = new SpanFacts(await AreErasSoundAsync(log, cancellationToken).ConfigureAwait(false));
        await VerifyEventsAsync(facts, log, progress, cancellationToken).ConfigureAwait(false);
        facts.Nodes += await new UpperVerifier(_runner, _shape, _level, log).VerifyAsync(facts, cancellationToken).ConfigureAwait(false);
        await log.TellAsync(cancellationToken).ConfigureAwait(false);
        await VerifyKeysAsync(facts, log, progress, cancellationToken).ConfigureAwait(false);
        await log.TellAsync(cancellationToken).ConfigureAwait(false);
        return facts;
    }

    private async Task<bool> AreErasSoundAsync(MismatchLog log, CancellationToken cancellationToken)
    {
        var broken = await _runner.RunAsync(new ReadBrokenSpans(), cancellationToken).ConfigureAwait(false);
        foreach (var (fromMs, expectedMs) in broken)
        {
            log.Add(new Mismatch(
                MismatchKinds.EraSpans, "table aevrion.era_span", $"a border at {expectedMs}", fromMs is { } found ? $"at {found}" : "none", IsDerived: false));
        }

        return broken.Count == 0;
    }

    private async Task VerifyEventsAsync(SpanFacts facts, MismatchLog log, RebuildProgress progress, CancellationToken cancellationToken)
    {
        var rows = await _runner.RunAsync(
            new ReadTreeRows([new NodeRange(_level, long.MinValue, long.MaxValue)]), cancellationToken).ConfigureAwait(false);
        progress.Begin(RebuildPhase.Events, rows.Where(row => _shape.Contains(row.Address)).Sum(row => Math.Max(0, row.Count)));
        var verifier = new SpanVerifier(_dataSource, _shape, _level, _limits, log);
        var spans = new ConcurrentQueue<TreeSpan>(SpanPlan.Cut(_shape, rows));
        var parts = await SideBySideAsync(
            async token =>
            {
                var part = new SpanFacts(facts.AreErasSound);
                while (spans.TryDequeue(out var span))
                {
                    for (TreeSpan? rest = span; rest is { } next;)
                    {
                        rest = await verifier.VerifyAsync(next, part, progress, token).ConfigureAwait(false);
                        await log.TellAsync(token).ConfigureAwait(false);
                    }
                }

                return part;
            },
            cancellationToken).ConfigureAwait(false);
        foreach (var part in parts)
            facts.Take(part);
    }

    private async Task VerifyKeysAsync(SpanFacts facts, MismatchLog log, RebuildProgress progress, CancellationToken cancellationToken)
    {
        var verifier = new KeyVerifier(_dataSource, _filters, log);
        if (!await verifier.IsIndexThereAsync(cancellationToken).ConfigureAwait(false) || !facts.AreErasSound)
            return;
        progress.Begin(RebuildPhase.Keys, facts.Events);
        var eras = new ConcurrentQueue<short>(await verifier.ReadErasAsync(cancellationToken).ConfigureAwait(false));
        facts.VerifiedEras = eras.Count;
        await SideBySideAsync(
            async token =>
            {
                while (eras.TryDequeue(out var era))
                {
                    progress.Add(await verifier.VerifyAsync(era, facts.Eras.GetValueOrDefault(era), token).ConfigureAwait(false));
                    await log.TellAsync(token).ConfigureAwait(false);
                }

                return true;
            },
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Runs the same several times at once, on threads of the pool; the first that fails ends the others.</summary>
    private static async Task<T[]> SideBySideAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        using var broken = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        return await Task.WhenAll(Enumerable.Range(0, PostgresRebuild.Readers).Select(_ => Task.Run(
            async () =>
            {
                try
                {
                    return await work(broken.Token).ConfigureAwait(false);
                }
                catch
                {
                    // What the others do would be for nothing.
                    await broken.CancelAsync().ConfigureAwait(false);
                    throw;
                }
            },
            cancellationToken))).ConfigureAwait(false);
    }
}
