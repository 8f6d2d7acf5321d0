using Aevrion.Core;
using Aevrion.Core.Events;
using Aevrion.Storage.Commits;
using Npgsql;

namespace Aevrion.Storage.Postgres.Commits;

/// <summary>Looks through some commits for an event, from the newest of them on.</summary>
/// <param name="id">The event.</param>
/// <param name="before">Only commits before this position.</param>
/// <param name="most">Most commits.</param>
internal sealed class SearchCommits(Hash256 id, long before, int most) : IStatement<CommitSearch>
{
    public string Text =>
        """
        select null::bigint as position, null::bytea as stamps, coalesce(min(position), 0) as until
        from (
            select position from aevrion.commit_log where position < $2::bigint order by position desc limit $3::integer
        ) as looked_through
        union all
        select position, stamps, null from (
            select position, stamps from aevrion.commit_log where position < $2::bigint order by position desc limit $3::integer
        ) as looked_through
        where position($1::bytea in stamps) > 0
        """;

    public bool IsReadOnly => true;

    public void Bind(NpgsqlParameterCollection parameters)
    {
        parameters.AddBytes(id.ToArray());
        parameters.AddBigint(before);
        parameters.AddInteger(most);
    }

    public async Task<CommitSearch> ReadAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        var until = 0L;
        CommitPlace? place = null;
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            if (await reader.IsDBNullAsync(0, cancellationToken).ConfigureAwait(false))
                until = reader.GetInt64(2);
            else
                place ??= Find(reader);
        }

        return new CommitSearch(place, until);
    }

    /// <summary>The server compares bytes wherever they begin; an event begins at one of few places.</summary>
    private CommitPlace? Find(NpgsqlDataReader reader)
    {
        var position = reader.GetInt64(0);
        EventStamp[] stamps = PackedStamps.Unpack(reader.GetFieldValue<byte[]>(1));
        var index = Array.FindIndex(stamps, stamp => stamp.Id == id);
        return index < 0 ? null : new CommitPlace(position, index);
    }
}
