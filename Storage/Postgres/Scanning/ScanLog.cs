using Aevrion.Storage.Scanning;
using Npgsql;

namespace Aevrion.Storage.Postgres.Scanning;

/// <summary>
/// The events of all keys behind a stamp, in (timestamp, id) order: one scan of a range of the primary key, without a sort. With a prefix
/// it looks at a limited number of events, and its last row then tells how far it came.
/// </summary>
internal sealed class ScanLog(LogScan scan, int maxSteps) : RowsStatement<ScanRow>
{
    private static readonly string OfOnePrefix = TextWith("starts_with(key, $1::text)");

    private static readonly string OfSeveral = TextWith(
        "(starts_with(key, $1::text) and exists (select from unnest($9::text[]) as allowed (prefix) where starts_with(key, allowed.prefix)))");

    public override string Text => scan.AnyOf.Count == 0 ? OfOnePrefix : OfSeveral;

    public override void Bind(NpgsqlParameterCollection parameters)
    {
        parameters.AddText(scan.Prefix);
        parameters.AddBigint(scan.After?.Timestamp ?? -1);
        parameters.AddBytes(scan.After?.Id.ToArray() ?? ReadOnlyMemory<byte>.Empty);
        parameters.AddInteger(scan.Limit + 1);
        parameters.AddInteger(maxSteps);
        parameters.AddBoolean(scan.IncludeValues);
        parameters.AddBigint(scan.At);
        parameters.AddBigint(scan.IncludeValues ? scan.MaxBytes : long.MaxValue);
        if (scan.AnyOf.Count > 0)
            parameters.AddTexts([.. scan.AnyOf]);
    }

    protected override ScanRow ReadRow(NpgsqlDataReader reader) => ScanRow.Read(reader, HashBytes);

    private static string TextWith(string belongs) =>
        $"""
        select key, is_last, belongs, ts, id, origin, parents, value is null, coalesce(octet_length(value), 0), case when $6::boolean then value end
        from (
            select seen.*, row_number() over () = $5::integer as is_last,
                   coalesce(sum(octet_length(value)) filter (where belongs) over (rows between unbounded preceding and 1 preceding), 0) as bytes_before
            from (
                select ts, id, key, value, origin, parents, {belongs} as belongs
                from aevrion.event
                where (ts, id) > ($2::bigint, $3::bytea) and ts <= $7::bigint
                order by ts, id
                limit $5::integer
            ) as seen
        ) as numbered
        where (belongs or is_last) and bytes_before <= $8::bigint
        limit $4::integer
        """;
}
