using Npgsql;

namespace Aevrion.Storage.Postgres.Statements;

/// <summary>How far the index is that a server process builds, in the units of its present step; null when it builds none.</summary>
internal sealed class ReadIndexProgress(int process) : IStatement<(long Done, long Total)?>
{
    public string Text =>
        """
        select case when blocks_total > 0 then blocks_done else tuples_done end,
               case when blocks_total > 0 then blocks_total else tuples_total end
        from pg_stat_progress_create_index where pid = $1::integer
        """;

    public bool IsReadOnly => true;

    public void Bind(NpgsqlParameterCollection parameters) => parameters.AddInteger(process);

    public async Task<(long Done, long Total)?> ReadAsync(NpgsqlDataReader reader, CancellationToken cancellationToken) =>
        await reader.ReadAsync(cancellationToken).ConfigureAwait(false) ? (reader.GetInt64(0), reader.GetInt64(1)) : null;
}
