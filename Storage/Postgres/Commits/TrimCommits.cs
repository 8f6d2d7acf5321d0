using Aevrion.Storage.Commits;
using Npgsql;

namespace Aevrion.Storage.Postgres.Commits;

/// <summary>A step of trimming the commit log; answers how many commits went.</summary>
internal sealed class TrimCommits(TimeSpan retention, long maxBytes) : IStatement<int>
{
    public string Text => "select aevrion.trim_commit_log($1::bigint, $2::bigint, $3::integer, $4::integer)";

    public bool IsReadOnly => false;

    public void Bind(NpgsqlParameterCollection parameters)
    {
        parameters.AddBigint((long)retention.TotalMilliseconds);
        parameters.AddBigint(maxBytes);
        parameters.AddInteger(CommitLogLimits.CommitBytes);
        parameters.AddInteger(CommitLogLimits.TrimStep);
    }

    public async Task<int> ReadAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        return reader.GetInt32(0);
    }
}
