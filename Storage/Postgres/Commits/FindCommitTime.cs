using Npgsql;

namespace Aevrion.Storage.Postgres.Commits;

/// <summary>The position behind which the commits of a time and later are: a binary search, since times ascend with positions.</summary>
internal sealed class FindCommitTime(long fromMs) : IStatement<long?>
{
    public string Text => "select aevrion.find_commit_time($1::bigint)";

    public bool IsReadOnly => true;

    public void Bind(NpgsqlParameterCollection parameters) => parameters.AddBigint(fromMs);

    public async Task<long?> ReadAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        return await reader.IsDBNullAsync(0, cancellationToken).ConfigureAwait(false) ? null : reader.GetInt64(0);
    }
}
