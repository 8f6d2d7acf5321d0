using Aevrion.Core.Tree;
using Aevrion.Storage.Filters;
using Aevrion.Storage.Postgres;
using Aevrion.Storage.Postgres.Appending;
using Aevrion.Storage.Rebuild;
using Npgsql;

namespace Aevrion.Storage.Verification;

/// <summary>
/// Verifies a PostgreSQL database, and mends it by a <see cref="PostgresRebuild"/>. Holds the lock of rebuilds, so that no other process mends
/// what is being compared.
/// </summary>
public sealed class PostgresVerification : IVerification
{
    private readonly NpgsqlDataSource _dataSource;
    private readonly PostgresRebuild _rebuild;
    private readonly VerificationPass _pass;
    private readonly IDerivedCheck[] _checks;
    private readonly long[] _levelMs;
    private readonly TimeProvider _timeProvider;
    private readonly int _maxNamed;

    /// <param name="store">The region's store.</param>
    /// <param name="dataSource">Its connections; their owner disposes them.</param>
    /// <param name="checks">What else is derived, in the order to verify it.</param>
    /// <param name="timeProvider">For pauses.</param>
    public PostgresVerification(
        PostgresEventStore store, NpgsqlDataSource dataSource, IEnumerable<IDerivedCheck> checks, TimeProvider timeProvider)
        : this(dataSource, store.Shape, store.Filters, checks, timeProvider, new SpanLimits { PageEvents = VerificationLimits.PageEvents }, VerificationLimits.MaxNamed)
    {
    }

    internal PostgresVerification(
        NpgsqlDataSource dataSource,
        TreeShape shape,
        KeyFilters filters,
        IEnumerable<IDerivedCheck> checks,
        TimeProvider timeProvider,
        SpanLimits limits,
        int maxNamed)
    {
        _dataSource = dataSource;
        _rebuild = new PostgresRebuild(dataSource, shape, timeProvider);
        _pass = new VerificationPass(dataSource, shape, filters, limits);
        _checks = [.. checks];
        _levelMs = new NodeSpans(shape).Ms;
        _timeProvider = timeProvider;
        _maxNamed = maxNamed;
    }

    /// <inheritdoc/>
    public async Task<VerificationReport> RunAsync(
        bool repair, IVerificationObserver observer, RebuildProgress progress, CancellationToken cancellationToken)
    {
        try
        {
            var session = await RebuildSession.BeginAsync(_dataSource, _timeProvider, maxTries: 1, cancellationToken).ConfigureAwait(false);
            await using (session.ConfigureAwait(false))
            {
                observer.Begun();
                return await RunInAsync(session, repair, observer, progress, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (PostgresFaults.MeansUnavailable(exception))
        {
            throw PostgresFaults.Unavailable(exception);
        }
    }

    private async Task<VerificationReport> RunInAsync(
        RebuildSession session, bool repair, IVerificationObserver observer, RebuildProgress progress, CancellationToken cancellationToken)
    {
        using var log = new MismatchLog(observer, _maxNamed);
        var (facts, failed) = await VerifyAsync(log, progress, cancellationToken).ConfigureAwait(false);
        var report = new VerificationReport(
            facts.Events, facts.Nodes, facts.VerifiedEras, log.Count, log.ByKind, Remaining: log.Count, WasRepaired: false);
        if (!repair || (log.Derived == 0 && facts.Damaged.Count == 0))
            return report;

        var quarantined = await session.QuarantineAsync(facts.Damaged, _levelMs, cancellationToken).ConfigureAwait(false);

        // What rests on the events that are gone now is wrong, though it was not when it was compared.
        await RepairAsync(session, log, facts, quarantined > 0 ? _checks : failed, progress, cancellationToken).ConfigureAwait(false);
        using var left = new MismatchLog(observer, log.Room, isAfterRepair: true);
        await VerifyAsync(left, progress, cancellationToken).ConfigureAwait(false);
        return report with { Remaining = left.Count, WasRepaired = true, Quarantined = quarantined };
    }

    private async Task<(SpanFacts Facts, List<IDerivedCheck> Failed)> VerifyAsync(
        MismatchLog log, RebuildProgress progress, CancellationToken cancellationToken)
    {
        var facts = await _pass.RunAsync(log, progress, cancellationToken).ConfigureAwait(false);
        var failed = new List<IDerivedCheck>();
        foreach (var check in _checks)
        {
            progress.Begin(RebuildPhase.Checks, total: 0);
            var before = log.Count;
            await check.CheckAsync(log.Add, progress, cancellationToken).ConfigureAwait(false);
            if (log.Count > before)
                failed.Add(check);
            await log.TellAsync(cancellationToken).ConfigureAwait(false);
        }

        return (facts, failed);
    }

    private async Task RepairAsync(
        RebuildSession session,
        MismatchLog log,
        SpanFacts facts,
        IEnumerable<IDerivedCheck> failed,
        RebuildProgress progress,
        CancellationToken cancellationToken)
    {
        // Filters and the index follow from the eras, and other checks may rest on all of it.
        foreach (var (fromMs, toMs) in facts.WrongEras)
            await session.MendErasAsync(fromMs, toMs, cancellationToken).ConfigureAwait(false);
        await _rebuild.RunInAsync(session, log.Has(MismatchKinds.KeyIndex), progress, cancellationToken).ConfigureAwait(false);
        foreach (var check in failed)
        {
            progress.Begin(RebuildPhase.Checks, total: 0);
            await check.RepairAsync(progress, cancellationToken).ConfigureAwait(false);
        }
    }
}
