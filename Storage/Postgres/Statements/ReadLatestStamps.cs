using Aevrion.Core;
using Aevrion.Core.Events;
using Aevrion.Storage.Filters;
using Aevrion.Storage.Postgres.Filters;
using Npgsql;

namespace Aevrion.Storage.Postgres.Statements;

/// <summary>Stamps of the latest versions of several keys: one probe of the key index each.</summary>
internal sealed class ReadLatestStamps(string[] keys, ExcludedEras excluded) : IStatement<IReadOnlyDictionary<string, EventStamp>>
{
    /// <remarks>Probes as <see cref="ReadLatest"/> does.</remarks>
    private static readonly string Sql =
        $"""
        select asked.key, latest.ts, latest.id
        from unnest($1::text[], $2::bytea[]) as asked (key, excluded)
        cross join lateral (
            select found.*
            from {SpanExclusion.Spans}
            cross join lateral (
                select * from (
                    select ts, id from aevrion.event
                    where era = span.number and event.key = asked.key and ts >= span.from_ms and ts < span.beyond_ms
                    order by ts desc
                    fetch first 1 row with ties
                ) as newest
                order by id desc
                limit 1
            ) as found
            where {SpanExclusion.MayHave("$3", "asked.excluded")}
            order by span.from_ms desc
            limit 1
        ) as latest
        """;

    public string Text => Sql;

    public bool IsReadOnly => true;

    public void Bind(NpgsqlParameterCollection parameters)
    {
        parameters.AddTexts(keys);
        parameters.AddBytes(excluded.BitsByKey);
        parameters.AddBigints(excluded.Changes);
    }

    public async Task<IReadOnlyDictionary<string, EventStamp>> ReadAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        var hash = new byte[Hash256.Length];
        var stamps = new Dictionary<string, EventStamp>(keys.Length);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            stamps[reader.GetString(0)] = EventRow.ReadStamp(reader, 1, hash);
        return stamps;
    }
}
