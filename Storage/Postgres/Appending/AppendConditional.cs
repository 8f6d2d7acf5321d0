using Aevrion.Core.Events;
using Aevrion.Storage.Filters;
using Npgsql;

namespace Aevrion.Storage.Postgres.Appending;

/// <summary>
/// Inserts events that are to enter only if no version of their key wins over the one that their writer saw, and grows the counts above them:
/// one call, one transaction and one round trip. The function and what it holds when are explained in 0008_conditions.sql.
/// </summary>
/// <param name="batch">The events, in the order of transactions.</param>
/// <param name="appends">The same with their conditions.</param>
/// <param name="spans">Geometry of the tree.</param>
/// <param name="excluded">Which eras cannot have the keys.</param>
internal sealed class AppendConditional(AppendBatch batch, IReadOnlyList<ConditionalAppend> appends, NodeSpans spans, ExcludedEras excluded)
    : IStatement<ConditionalRow>
{
    /// <summary>Stands for "no version seen": every stamp is above it.</summary>
    private static readonly EventStamp NoneSeen = new(-1, default);

    public string Text =>
        """
        select floor_ms, newest_era, entered, outcomes from aevrion.append_conditional(
            $1::bigint[], $2::bytea[], $3::text[], $4::bytea[], $5::smallint[], $6::bytea[], $7::smallint[], $8::smallint,
            $9::bigint[], $10::bigint[], $11::bytea[], $12::uuid[], $13::bytea[], $14::bigint[])
        """;

    public bool IsReadOnly => false;

    public void Bind(NpgsqlParameterCollection parameters)
    {
        EventArguments.BindRows(batch, parameters);
        parameters.AddSmallint(batch.KnownEra);
        parameters.AddBigints(spans.Ms);
        parameters.AddBigints([.. appends.Select(append => (append.Seen ?? NoneSeen).Timestamp)]);
        parameters.AddBytes(PackedHashes.Slices(appends, append => (append.Seen ?? NoneSeen).Id));
        parameters.AddUuids([.. appends.Select(append => append.Attempt)]);
        parameters.AddBytes(excluded.BitsByKey);
        parameters.AddBigints(excluded.Changes);
    }

    public async Task<ConditionalRow> ReadAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        return new ConditionalRow(
            reader.GetInt64(0),
            reader.GetInt16(1),
            await reader.IsDBNullAsync(2, cancellationToken).ConfigureAwait(false) ? null : reader.GetInt64(2),
            await reader.IsDBNullAsync(3, cancellationToken).ConfigureAwait(false)
                ? null
                : Array.ConvertAll(await reader.GetFieldValueAsync<short[]>(3, cancellationToken).ConfigureAwait(false), outcome => (ConditionalOutcome)outcome));
    }
}
