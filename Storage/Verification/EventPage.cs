using System.Globalization;
using Aevrion.Core.Events;
using Aevrion.Storage.Rebuild;

namespace Aevrion.Storage.Verification;

/// <summary>The query that reads a page of events with all that is verified of them, and what its columns are.</summary>
internal static class EventPage
{
    public const int Timestamp = 0;
    public const int Id = 1;

    /// <summary>Null when it is longer than a key may be.</summary>
    public const int Key = 2;

    /// <summary>Null for a deletion, and when it is larger than a value may be.</summary>
    public const int Value = 3;

    /// <summary>Null for a deletion.</summary>
    public const int ValueBytes = 4;

    public const int Origin = 5;
    public const int ParentBytes = 6;
    public const int Era = 7;

    /// <summary>The hash that <see cref="EraSum"/> adds up.</summary>
    public const int KeyHash = 8;

    /// <summary>Where the row is.</summary>
    public const int Place = 9;

    public const int Columns = 10;

    /// <summary>The page as a binary COPY, in (timestamp, id) order.</summary>
    public static string Copy(SpanPage page) => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        copy (
            select ts, id,
                   case when octet_length(key) <= {EventLimits.MaxKeyBytes} then key end,
                   case when octet_length(value) <= {EventLimits.MaxValueBytes} then value end,
                   octet_length(value), origin, octet_length(parents), era, {EraSum.Hash}, ctid
            from aevrion.event
            where (ts, id) > ('{page.AfterMs}'::bigint, '\x{Convert.ToHexStringLower(page.AfterId.Span)}'::bytea) and ts < '{page.ToMs}'::bigint
            order by ts, id
            limit {page.Limit}
        ) to stdout (format binary)
        """);
}
