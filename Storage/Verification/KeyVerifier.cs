using System.Data;
using System.Globalization;
using System.Text;
using Aevrion.Storage.Filters;
using Aevrion.Storage.Postgres;
using Aevrion.Storage.Postgres.Filters;
using Aevrion.Storage.Postgres.Statements;
using Npgsql;

namespace Aevrion.Storage.Verification;

/// <summary>
/// Verifies, era by era, that the index of keys leads to every event, and that no filter of the era's keys hides one. What the spans
/// have counted is compared first; an era that has grown since, or differs, is counted both ways in one snapshot.
/// </summary>
/// <param name="dataSource">Connections of the store.</param>
/// <param name="held">The filters that this silo holds.</param>
/// <param name="log">Takes what is wrong.</param>
internal sealed class KeyVerifier(NpgsqlDataSource dataSource, KeyFilters held, MismatchLog log)
{
    private const string IndexName = "aevrion.event_key";

    private readonly StatementRunner _runner = new(dataSource);

    /// <summary>Tells whether there is an index that can be used; if not, that is reported.</summary>
    public async Task<bool> IsIndexThereAsync(CancellationToken cancellationToken)
    {
        var isValid = await _runner.RunAsync(new ReadIndexState(IndexName), cancellationToken).ConfigureAwait(false);
        if (isValid != true)
            log.Add(new Mismatch(MismatchKinds.KeyIndex, $"index {IndexName}", "valid", isValid is null ? "missing" : "invalid", IsDerived: true));
        return isValid == true;
    }

    /// <summary>The eras, newest first.</summary>
    public async Task<IReadOnlyList<short>> ReadErasAsync(CancellationToken cancellationToken) =>
        [.. (await _runner.RunAsync(new ReadEraStates(), cancellationToken).ConfigureAwait(false)).Select(era => era.Number)];

    /// <summary>Verifies an era; answers how many events it has.</summary>
    /// <param name="era">The era.</param>
    /// <param name="counted">What the spans have counted of it.</param>
    /// <param name="cancellationToken">Breaks it off.</param>
    /// <exception cref="StorageUnavailableException">The store does not answer.</exception>
    public Task<long> VerifyAsync(short era, EraSum counted, CancellationToken cancellationToken) =>
        _runner.RunOnceAsync((connection, token) => VerifyOnAsync(connection, era, counted, token), cancellationToken);

    private async Task<long> VerifyOnAsync(NpgsqlConnection connection, short era, EraSum counted, CancellationToken cancellationToken)
    {
        var snapshot = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken).ConfigureAwait(false);
        await using (snapshot.ConfigureAwait(false))
        {
            await SnapshotSettings.ApplyAsync(connection, cancellationToken).ConfigureAwait(false);
            var indexed = await RunAsync(connection, new SumEra(era, throughIndex: true), cancellationToken).ConfigureAwait(false);
            if (indexed != counted)
                await CompareAsync(connection, era, indexed, cancellationToken).ConfigureAwait(false);
            var filters = await ReadFiltersAsync(connection, era, cancellationToken).ConfigureAwait(false);
            if (filters.Count > 0)
                await CheckFiltersAsync(connection, era, filters, cancellationToken).ConfigureAwait(false);
            return indexed.Events;
        }
    }

    private async Task CompareAsync(NpgsqlConnection connection, short era, EraSum indexed, CancellationToken cancellationToken)
    {
        var kept = await RunAsync(connection, new SumEra(era, throughIndex: false), cancellationToken).ConfigureAwait(false);
        if (indexed == kept)
            return;
        var missing = await RunAsync(connection, new ReadUnindexed(era, Math.Max(1, log.Room)), cancellationToken).ConfigureAwait(false);
        foreach (var (timestamp, id, key) in missing)
        {
            log.Add(new Mismatch(MismatchKinds.KeyIndex, $"event of key {key}", "found through its key", "not found", IsDerived: true)
            {
                Key = key,
                Timestamp = timestamp,
                Id = id,
                Era = era,
            });
        }

        if (missing.Count == 0)
        {
            log.Add(new Mismatch(
                MismatchKinds.KeyIndex, $"era {era}", $"{kept.Events} events, checksum {kept.Hashes}", $"{indexed.Events} events, checksum {indexed.Hashes}", IsDerived: true)
            {
                Era = era,
            });
        }
        else if (kept.Events - indexed.Events - missing.Count is > 0 and var more)
        {
            log.AddUnnamed(MismatchKinds.KeyIndex, isDerived: true, more);
        }
    }

    /// <summary>The filters that readers of this snapshot would believe: the one that is kept, and the one that this silo holds.</summary>
    private async Task<List<EraFilter>> ReadFiltersAsync(NpgsqlConnection connection, short era, CancellationToken cancellationToken)
    {
        var states = await RunAsync(connection, new ReadEraStates(), cancellationToken).ConfigureAwait(false);
        var kept = await RunAsync(connection, new ReadFilter(era), cancellationToken).ConfigureAwait(false);
        var changes = states.FirstOrDefault(state => state.Number == era).Changes;
        List<EraFilter?> known = [kept, held.Of(era)];
        return [.. known.OfType<EraFilter>().Where(filter => filter.Changes == changes).Distinct()];
    }

    private async Task CheckFiltersAsync(
        NpgsqlConnection connection, short era, List<EraFilter> filters, CancellationToken cancellationToken)
    {
        var text = string.Create(
            CultureInfo.InvariantCulture, $"copy (select key from aevrion.event where era = {era} order by era, key) to stdout (format binary)");
        var copy = await connection.BeginRawBinaryCopyAsync(text, cancellationToken).ConfigureAwait(false);
        await using (copy.ConfigureAwait(false))
        {
            var rows = new CopyRows(copy, columns: 1);
            byte[] last = [];
            while (await rows.NextAsync(cancellationToken).ConfigureAwait(false))
            {
                if (rows.Bytes(0).SequenceEqual(last))
                    continue;
                last = rows.Bytes(0).ToArray();
                var hash = KeyHash.Of(last);
                if (!filters.TrueForAll(filter => filter.Keys.MayContain(hash)))
                    ReportHidden(era, Encoding.UTF8.GetString(last));
            }
        }
    }

    private void ReportHidden(short era, string key) =>
        log.Add(new Mismatch(MismatchKinds.KeyFilter, $"filter of era {era}", $"may have the key {key}", "does not have it", IsDerived: true)
        {
            Key = key,
            Era = era,
        });

    private static Task<T> RunAsync<T>(NpgsqlConnection connection, IStatement<T> statement, CancellationToken cancellationToken) =>
        StatementRunner.RunOnAsync(connection, statement, VerificationLimits.EraTimeoutSeconds, cancellationToken);
}
