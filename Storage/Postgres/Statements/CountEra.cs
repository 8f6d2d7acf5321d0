using Npgsql;

namespace Aevrion.Storage.Postgres.Statements;

/// <summary>Adds to the events of an era; answers how many they are, and those of all eras. Does not wait for the disk.</summary>
internal sealed class CountEra(short era, long added) : IStatement<(long Events, long AllEvents)>
{
    public string Text =>
        """
        with relaxed as materialized (
            select set_config('synchronous_commit', 'off', true)
        ), counted as (
            update aevrion.era set events = events + $2::bigint from relaxed where number = $1::smallint returning events
        )
        select events, (select sum(events)::bigint from aevrion.era) + $2::bigint from counted
        """;

    public bool IsReadOnly => false;

    public void Bind(NpgsqlParameterCollection parameters)
    {
        parameters.AddSmallint(era);
        parameters.AddBigint(added);
    }

    public async Task<(long Events, long AllEvents)> ReadAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        return (reader.GetInt64(0), reader.GetInt64(1));
    }
}
