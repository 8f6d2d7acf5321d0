using Aevrion.Core.Events;
using Aevrion.Storage.Conflicts;
using Npgsql;

namespace Aevrion.Storage.Postgres.Scanning;

/// <summary>Stamps of the events of keys with some prefixes, in no order: one range of the key index for each prefix and era.</summary>
internal sealed class ReadKeyStamps(IReadOnlyList<string> prefixes, int limit) : RowsStatement<EventStamp>
{
    /// <summary>Behind every key: longer than any, of the last character there is.</summary>
    private static readonly string BehindAll = string.Concat(Enumerable.Repeat("\U0010FFFF", EventLimits.MaxKeyBytes));

    public override string Text =>
        """
        select found.ts, found.id
        from unnest($1::text[], $2::text[]) as part (first, beyond)
        cross join (select distinct number from aevrion.era_span) as era
        cross join lateral (
            select ts, id from aevrion.event
            where event.era = era.number and event.key >= part.first and event.key < part.beyond
            limit $3::integer
        ) as found
        limit $3::integer
        """;

    public override void Bind(NpgsqlParameterCollection parameters)
    {
        parameters.AddTexts([.. prefixes]);
        parameters.AddTexts([.. prefixes.Select(prefix => KeyPrefix.End(prefix) ?? BehindAll)]);
        parameters.AddInteger(limit);
    }

    protected override EventStamp ReadRow(NpgsqlDataReader reader) => EventRow.ReadStamp(reader, 0, HashBytes);
}
