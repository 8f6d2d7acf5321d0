using Aevrion.Core;
using Aevrion.Core.Conflicts;
using Aevrion.Storage.Filters;
using Aevrion.Storage.Postgres.Filters;
using Npgsql;

namespace Aevrion.Storage.Postgres.Conflicts;

/// <summary>The newest versions of several keys, in the order asked, newest first.</summary>
internal sealed class ReadNewestLineages(string[] keys, int most, ExcludedEras excluded) : IStatement<IReadOnlyList<IReadOnlyList<VersionLineage>>>
{
    /// <remarks>
    /// Goes from the newest span of time down until it has enough. The index knows the order of time but not that of ids, so versions of the
    /// same millisecond as the last are read too.
    /// </remarks>
    private static readonly string Sql =
        $"""
        select asked.number, newest.ts, newest.id, {AllParents.Of("newest")}
        from unnest($1::text[], $2::bytea[]) with ordinality as asked (key, excluded, number)
        cross join lateral (
            select found.*
            from {SpanExclusion.Spans}
            cross join lateral (
                select * from (
                    select ts, id, parents from aevrion.event
                    where era = span.number and event.key = asked.key and ts >= span.from_ms and ts < span.beyond_ms
                    order by ts desc
                    fetch first ($4::integer) rows with ties
                ) as latest
                order by ts desc, id desc
                limit $4::integer
            ) as found
            where {SpanExclusion.MayHave("$3", "asked.excluded")}
            order by span.from_ms desc
            limit $4::integer
        ) as newest
        {AllParents.Join("newest")}
        """;

    public string Text => Sql;

    public bool IsReadOnly => true;

    public void Bind(NpgsqlParameterCollection parameters)
    {
        parameters.AddTexts(keys);
        parameters.AddBytes(excluded.BitsByKey);
        parameters.AddBigints(excluded.Changes);
        parameters.AddInteger(most);
    }

    public async Task<IReadOnlyList<IReadOnlyList<VersionLineage>>> ReadAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        var hash = new byte[Hash256.Length];
        var newest = Array.ConvertAll(keys, _ => new List<VersionLineage>());
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            newest[reader.GetInt64(0) - 1].Add(new VersionLineage(EventRow.ReadStamp(reader, 1, hash), EventRow.ReadParents(reader, 3)));
        foreach (var versions in newest)
            versions.Sort((left, right) => right.Stamp.CompareTo(left.Stamp));
        return newest;
    }
}
