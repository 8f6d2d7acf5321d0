using Aevrion.Core.Events;
using Npgsql;

namespace Aevrion.Storage.Postgres.Statements;

/// <summary>Stamps of the latest versions of several keys: one probe of the key index each.</summary>
internal sealed class ReadLatestStamps(string[] keys) : IStatement<IReadOnlyDictionary<string, EventStamp>>
{
    public string Text =>
        """
        select asked.key, latest.ts, latest.id
        from unnest($1::text[]) as asked (key)
        cross join lateral (
            select ts, id from aevrion.event where key = asked.key order by ts desc, id desc limit 1
        ) as latest
        """;

    public bool IsReadOnly => true;

    public void Bind(NpgsqlParameterCollection parameters) => parameters.AddTexts(keys);

    public async Task<IReadOnlyDictionary<string, EventStamp>> ReadAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        var stamps = new Dictionary<string, EventStamp>(keys.Length);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            stamps[reader.GetString(0)] = EventRow.ReadStamp(reader, 1);
        return stamps;
    }
}
