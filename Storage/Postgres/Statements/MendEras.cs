using Npgsql;

namespace Aevrion.Storage.Postgres.Statements;

/// <summary>Gives the events of a span of time the eras that they belong to, where they have others; answers how many. No era begins meanwhile.</summary>
internal sealed class MendEras(long fromMs, long toMs) : IStatement<int>
{
    public string Text =>
        """
        with held as materialized (select newest_era from aevrion.begin_append(false))
        update aevrion.event as wrong set era = span.number
        from held, aevrion.era_span as span
        where wrong.ts >= $1::bigint and wrong.ts < $2::bigint
          and wrong.ts >= span.from_ms and wrong.ts < span.beyond_ms and wrong.era <> span.number
        """;

    public bool IsReadOnly => false;

    public void Bind(NpgsqlParameterCollection parameters)
    {
        parameters.AddBigint(fromMs);
        parameters.AddBigint(toMs);
    }

    public Task<int> ReadAsync(NpgsqlDataReader reader, CancellationToken cancellationToken) => Task.FromResult(reader.RecordsAffected);
}
