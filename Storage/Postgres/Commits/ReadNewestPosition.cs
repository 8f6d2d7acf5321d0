using Npgsql;

namespace Aevrion.Storage.Postgres.Commits;

/// <summary>The position of the newest commit, from either end of the log.</summary>
internal sealed class ReadNewestPosition : IStatement<long>
{
    public string Text =>
        """
        select greatest(start.position, (select position from aevrion.commit_log order by position desc limit 1))
        from aevrion.commit_log_start as start
        """;

    public bool IsReadOnly => true;

    public void Bind(NpgsqlParameterCollection parameters)
    {
    }

    public async Task<long> ReadAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        return reader.GetInt64(0);
    }
}
