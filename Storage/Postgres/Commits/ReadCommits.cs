using Aevrion.Storage.Commits;
using Npgsql;

namespace Aevrion.Storage.Postgres.Commits;

/// <summary>A page of the commit log, and in the same snapshot whether it is all there is behind the position.</summary>
internal sealed class ReadCommits(long after, int maxCommits, int maxEvents, IReadOnlyCollection<long> known) : IStatement<CommitPage>
{
    /// <remarks>The limit on events works in the server: stamps beyond it are not even fetched, nor are those that are known.</remarks>
    public string Text =>
        $"""
        select start.position > $1::bigint, page.position, page.at_ms, case when known.position is null then page.stamps end
        from aevrion.commit_log_start as start
        left join lateral (
            select counted.position, counted.at_ms, counted.stamps
            from (
                select behind.*, coalesce(sum(octet_length(behind.stamps)) over (order by behind.position rows between unbounded preceding and 1 preceding), 0)
                           as bytes_before
                from (
                    select position, at_ms, stamps from aevrion.commit_log
                    where position > $1::bigint and start.position <= $1::bigint
                    order by position limit $2::integer
                ) as behind
            ) as counted
            where bytes_before <= $3::bigint
        ) as page on true
        left join unnest($4::bigint[]) as known (position) on known.position = page.position
        order by page.position
        """;

    public bool IsReadOnly => true;

    public void Bind(NpgsqlParameterCollection parameters)
    {
        parameters.AddBigint(after);
        parameters.AddInteger(maxCommits);
        parameters.AddBigint((long)maxEvents * CommitLogLimits.StampBytes);
        parameters.AddBigints([.. known]);
    }

    public async Task<CommitPage> ReadAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        var isTrimmed = false;
        var commits = new List<Commit>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            isTrimmed = reader.GetBoolean(0);
            if (ReadCommit(reader) is { } commit)
                commits.Add(commit);
        }

        return new CommitPage(commits, isTrimmed);
    }

    /// <summary>Reads the current row, which is in memory; null when there is no commit in it.</summary>
    private static Commit? ReadCommit(NpgsqlDataReader reader) => reader.IsDBNull(1)
        ? null
        : new Commit(reader.GetInt64(1), reader.GetInt64(2), reader.IsDBNull(3) ? [] : PackedStamps.Unpack(reader.GetFieldValue<byte[]>(3)));
}
