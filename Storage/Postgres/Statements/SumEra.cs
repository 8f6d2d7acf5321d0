using Aevrion.Storage.Verification;
using Npgsql;

namespace Aevrion.Storage.Postgres.Statements;

/// <summary>Counts the events of an era, and adds up what <see cref="EraSum"/> does, either through the index of keys or past it.</summary>
/// <remarks>
/// Through the index: conditions on ts that no index serves leave the planner nothing else. Past it: in the order of the primary key, which
/// nothing else has.
/// </remarks>
/// <param name="era">The era.</param>
/// <param name="throughIndex">Which of the two.</param>
internal sealed class SumEra(short era, bool throughIndex) : IStatement<EraSum>
{
    /// <summary>The events of the era that come out of the index; "span" is one of its spans.</summary>
    public const string Indexed =
        "select key, ts from aevrion.event where era = span.number and ts + 0 >= span.from_ms and ts + 0 < span.beyond_ms offset 0";

    /// <summary>The events of a span in the table, whatever the index has.</summary>
    public const string Kept =
        """
        select ts, id, key, era from aevrion.event
        where (ts, id) > (span.from_ms, ''::bytea) and ts < span.beyond_ms
        order by ts, id
        offset 0
        """;

    public string Text => throughIndex ? SumOf(Indexed, "true") : SumOf(Kept, "era = span.number");

    public bool IsReadOnly => true;

    public void Bind(NpgsqlParameterCollection parameters) => parameters.AddSmallint(era);

    public async Task<EraSum> ReadAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        return new EraSum(reader.GetInt64(0), Int128.Parse(reader.GetString(1)));
    }

    private static string SumOf(string events, string condition) =>
        $"""
        select count(*), coalesce(sum({EraSum.Hash}), 0)::text
        from aevrion.era_span as span cross join lateral ({events}) as event
        where span.number = $1::smallint and {condition}
        """;
}
