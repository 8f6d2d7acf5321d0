using Aevrion.Storage.Filters;
using Npgsql;

namespace Aevrion.Storage.Postgres.Filters;

/// <summary>Leaves spans of eras out of a probe that cannot have the key, by <see cref="ExcludedEras"/>.</summary>
internal static class SpanExclusion
{
    /// <summary>The spans with their eras; "span" and "era" in the conditions.</summary>
    public const string Spans = "aevrion.era_span as span join aevrion.era as era on era.number = span.number";

    /// <summary>True of a span that has to be probed for the one key asked for.</summary>
    /// <param name="argument">What <see cref="Bind(NpgsqlParameterCollection, ExcludedEras)"/> adds.</param>
    public static string MayHave(string argument) => $"era.changes is distinct from ({argument}::bigint[])[span.number + 1]";

    /// <summary>True of a span that has to be probed for one of several keys.</summary>
    /// <param name="changes">The argument <see cref="ExcludedEras.Changes"/>.</param>
    /// <param name="bits">The key's <see cref="ExcludedEras.BitsByKey"/>.</param>
    public static string MayHave(string changes, string bits) =>
        $"""
        case when span.number < cardinality({changes}::bigint[])
             then get_bit({bits}, span.number) = 0 or era.changes <> ({changes}::bigint[])[span.number + 1]
             else true end
        """;

    /// <summary>Adds the states of the eras that cannot have the one key that <paramref name="excluded"/> is about.</summary>
    public static void Bind(NpgsqlParameterCollection parameters, ExcludedEras excluded)
    {
        var bits = excluded.BitsByKey[0];
        var changes = new long[excluded.Changes.Length];
        for (var era = 0; era < changes.Length; era++)
            changes[era] = (bits.Span[era / 8] >> (era % 8) & 1) == 1 ? excluded.Changes[era] : ExcludedEras.NotKnown;
        parameters.AddBigints(changes);
    }
}
