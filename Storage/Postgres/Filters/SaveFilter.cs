using Npgsql;

namespace Aevrion.Storage.Postgres.Filters;

/// <summary>Keeps a filter, unless one of a later state is kept. A cache: its transaction does not wait for the disk.</summary>
/// <param name="era">The era.</param>
/// <param name="changes">The state that it was made of.</param>
/// <param name="filter">Its bytes; null when the era has too many keys.</param>
internal sealed class SaveFilter(short era, long changes, byte[]? filter) : IStatement<bool>
{
    public string Text =>
        """
        with relaxed as materialized (
            select set_config('synchronous_commit', 'off', true)
        )
        insert into aevrion.key_filter as kept (era, changes, filter)
        select $1::smallint, $2::bigint, ($3::bytea[])[1] from relaxed
        on conflict (era) do update set changes = excluded.changes, filter = excluded.filter
        where kept.changes < excluded.changes
        """;

    public bool IsReadOnly => false;

    public void Bind(NpgsqlParameterCollection parameters)
    {
        parameters.AddSmallint(era);
        parameters.AddBigint(changes);
        parameters.AddBytes(filter is null ? [] : [filter]);
    }

    public Task<bool> ReadAsync(NpgsqlDataReader reader, CancellationToken cancellationToken) => Task.FromResult(true);
}
