using Aevrion.Core.Conflicts;
using Aevrion.Core.Events;
using Aevrion.Storage.Conflicts;
using Aevrion.Storage.Filters;
using Npgsql;

namespace Aevrion.Storage.Postgres.Conflicts;

/// <summary>The list of conflicts on PostgreSQL, in the database of the events.</summary>
/// <remarks>Whoever changes the list holds the one row of conflict_follower, so changes come one after the other. Writers of events never do.</remarks>
internal sealed class PostgresConflictStore(StatementRunner runner, OriginDirectory origins, KeyFilters filters) : IConflictStore
{
    /// <inheritdoc/>
    public Task<long> ReadPositionAsync(CancellationToken cancellationToken) => runner.RunAsync(new ReadConflictPosition(), cancellationToken);

    /// <inheritdoc/>
    public Task<bool> ApplyAsync(long from, long to, ConflictChanges changes, CancellationToken cancellationToken) => changes.IsEmpty
        ? runner.RunAsync(new MoveConflictPosition(from, to), cancellationToken)
        : runner.RunOnceAsync((connection, stop) => ApplyAsync(connection, new ChangeConflicts(from, to, changes), stop), cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<KeyLineage>> AddParentsAsync(IReadOnlyList<KeyLineage> again, CancellationToken cancellationToken)
    {
        // Nearly always there is nothing new, and then nobody has to wait.
        var stamps = again.Select(item => item.Stamp).Distinct().ToList();
        if (FoundParents.Among(again, await ReadLineagesAsync(stamps, cancellationToken).ConfigureAwait(false)).Count == 0)
            return [];
        return await runner.RunOnceAsync((connection, stop) => AddParentsAsync(connection, again, stamps, stop), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<KeyLineage>> ReadLineagesAsync(IReadOnlyList<EventStamp> stamps, CancellationToken cancellationToken) =>
        runner.RunAsync(new ReadLineages(stamps), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<IReadOnlyList<VersionLineage>>> ReadNewestAsync(IReadOnlyList<string> keys, int most, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(keys.Count, ConflictLimits.MaxKeysAtOnce, nameof(keys));
        return runner.RunAsync(new ReadNewestLineages([.. keys], most, filters.Excluding(keys)), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<VersionLineage>> ReadOlderAsync(string key, EventStamp than, int most, CancellationToken cancellationToken) =>
        runner.RunAsync(new ReadOlderLineages(key, than, most, filters.Excluding(key)), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<ConflictRow>> ReadLosersAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken) =>
        runner.RunAsync(new ReadConflictsOf([.. keys]), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<EventStamp>> ReadNewestLosersAsync(long beforeMs, int most, CancellationToken cancellationToken) =>
        runner.RunAsync(new ReadNewestLosers(beforeMs, most), cancellationToken);

    /// <inheritdoc/>
    public async Task<EventStamp?> FindDescendantAsync(EventStamp version, long beforeMs, CancellationToken cancellationToken)
    {
        var found = await runner.RunAsync(new FindDescendant(version, beforeMs), cancellationToken).ConfigureAwait(false);
        return found.Count == 0 ? null : found[0];
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ConflictEntry>> ListAsync(ConflictQuery query, CancellationToken cancellationToken)
    {
        StorageLimitChecks.CheckPage(query.Limit);
        var rows = await runner.RunAsync(new ListConflicts(query), cancellationToken).ConfigureAwait(false);
        var entries = new List<ConflictEntry>(rows.Count);
        foreach (var (key, winner, loser) in rows)
        {
            entries.Add(new ConflictEntry(
                key,
                winner.ToEntry(await origins.NameOfAsync(winner.Origin, cancellationToken).ConfigureAwait(false)),
                loser.ToEntry(await origins.NameOfAsync(loser.Origin, cancellationToken).ConfigureAwait(false))));
        }

        return entries;
    }

    /// <inheritdoc/>
    public Task<string?> FindRangeEndAsync(string after, int versions, CancellationToken cancellationToken) =>
        runner.RunAsync(new FindKeyRangeEnd(after, versions), cancellationToken);

    /// <inheritdoc/>
    public Task<ConflictComparison> CompareAsync(string after, string? through, bool mends, CancellationToken cancellationToken) =>
        runner.RunOnceAsync((connection, stop) => CompareAsync(connection, after, through, mends, stop), cancellationToken);

    private static async Task<bool> ApplyAsync(NpgsqlConnection connection, ChangeConflicts change, CancellationToken cancellationToken)
    {
        var transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.ReadCommitted, cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            await StatementRunner.RunOnAsync(connection, new HoldConflicts(), cancellationToken).ConfigureAwait(false);
            var applied = await StatementRunner.RunOnAsync(connection, change, cancellationToken).ConfigureAwait(false);
            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
            return applied;
        }
    }

    private static async Task<IReadOnlyList<KeyLineage>> AddParentsAsync(
        NpgsqlConnection connection, IReadOnlyList<KeyLineage> again, List<EventStamp> stamps, CancellationToken cancellationToken)
    {
        var transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.ReadCommitted, cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            await StatementRunner.RunOnAsync(connection, new HoldConflicts(), cancellationToken).ConfigureAwait(false);
            var known = await StatementRunner.RunOnAsync(connection, new ReadLineages(stamps), cancellationToken).ConfigureAwait(false);
            var found = FoundParents.Among(again, known);
            if (found.Count > 0)
                await StatementRunner.RunOnAsync(connection, new AddParents(found), cancellationToken).ConfigureAwait(false);
            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
            return
            [
                .. found.Join(known, item => item.Stamp, item => item.Stamp, (news, before) => before with { Parents = before.Parents.AddRange(news.Parents) }),
            ];
        }
    }

    private static async Task<ConflictComparison> CompareAsync(
        NpgsqlConnection connection, string after, string? through, bool mends, CancellationToken cancellationToken)
    {
        var isolation = mends ? System.Data.IsolationLevel.ReadCommitted : System.Data.IsolationLevel.RepeatableRead;
        var transaction = await connection.BeginTransactionAsync(isolation, cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            if (mends)
                await StatementRunner.RunOnAsync(connection, new HoldConflicts(), cancellationToken).ConfigureAwait(false);
            var listed = await StatementRunner.RunOnAsync(connection, new ReadConflictRange(after, through), cancellationToken).ConfigureAwait(false);
            var (losers, versions) = await StatementRunner.RunOnAsync(connection, new ScanLosers(after, through), cancellationToken).ConfigureAwait(false);
            var found = ConflictComparison.Of(versions, listed, losers);
            if (mends && !found.IsRight)
                await StatementRunner.RunOnAsync(connection, new MendConflicts(found), cancellationToken).ConfigureAwait(false);
            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
            return found;
        }
    }
}
