using Npgsql;

namespace Aevrion.Storage.Postgres.Statements;

/// <summary>
/// The latest versions of several keys, in the order asked, null for a key without one, through the one that takes the sum of the value
/// sizes over the limit.
/// </summary>
internal sealed class ReadLatest(string[] keys, long maxBytes) : RowsStatement<EventRow?>
{
    public override string Text =>
        $"""
        select {EventRow.Columns}
        from (
            select latest.*, asked.number,
                   coalesce(sum(octet_length(latest.value)) over (order by asked.number rows between unbounded preceding and 1 preceding), 0)
                       as bytes_before
            from unnest($1::text[]) with ordinality as asked (key, number)
            left join lateral (
                select {EventRow.Columns} from aevrion.event where event.key = asked.key order by ts desc, id desc limit 1
            ) as latest on true
        ) as counted
        where bytes_before <= $2::bigint
        order by number
        """;

    public override void Bind(NpgsqlParameterCollection parameters)
    {
        parameters.AddTexts(keys);
        parameters.AddBigint(maxBytes);
    }

    protected override EventRow? ReadRow(NpgsqlDataReader reader) => reader.IsDBNull(0) ? null : EventRow.Read(reader);
}
