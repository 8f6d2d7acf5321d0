using Aevrion.Storage.Postgres.Commits;
using Npgsql;

namespace Aevrion.Storage.Postgres.Appending;

/// <summary>
/// Inserts events none of which is there yet, and grows the counts above them: one call, one transaction and one round trip, as
/// <see cref="AppendMissingEvents"/>, and cheaper. Fails as a whole on an event that is there.
/// </summary>
/// <remarks>Locks are taken in the same order. The function is explained in 0013_cheaper_appends.sql.</remarks>
internal sealed class AppendNewEvents(AppendBatch batch, NodeSpans spans) : IStatement<AppendOutcome>
{
    public string Text =>
        """
        select newest_era, floor_ms, entered from aevrion.append_new(
            $1::bigint[], $2::bytea[], $3::text[], $4::bytea[], $5::smallint[], $6::bytea[], $7::smallint[], $8::bytea[], $9::smallint, $10::bigint,
            $11::smallint[], $12::bigint[], $13::bigint[], $14::bytea, $15::bytea, $16::smallint[])
        """;

    public bool IsReadOnly => false;

    public void Bind(NpgsqlParameterCollection parameters)
    {
        EventArguments.Bind(batch, parameters);
        TreeGrowth.Bind(spans.CountAbove(batch.Timestamps), parameters);
        parameters.AddBytes(PackedStamps.Pack(batch.Events));
        parameters.AddNullableBytes(batch.OwnStamps());
        parameters.AddNullableSmallints(batch.GrowsLate ? batch.OlderEras : null);
    }

    public async Task<AppendOutcome> ReadAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        return AppendOutcome.Read(reader);
    }
}
