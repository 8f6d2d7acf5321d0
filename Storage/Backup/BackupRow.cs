using System.Globalization;
using Aevrion.Core.Events;

namespace Aevrion.Storage.Backup;

/// <summary>The query that reads a page of events with all that a backup keeps of them, and what its columns are.</summary>
internal static class BackupRow
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

    /// <summary>Null for none.</summary>
    public const int Parents = 6;

    /// <summary>Null for none.</summary>
    public const int LaterParents = 7;

    /// <summary>Null for a single write.</summary>
    public const int Batch = 8;

    public const int Columns = 9;

    /// <summary>The page behind a stamp, as a binary COPY in (timestamp, id) order.</summary>
    public static string Copy(long afterMs, ReadOnlySpan<byte> afterId) => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        copy (
            select event.ts, event.id,
                   case when octet_length(event.key) <= {EventLimits.MaxKeyBytes} then event.key end,
                   case when octet_length(event.value) <= {EventLimits.MaxValueBytes} then event.value end,
                   octet_length(event.value), event.origin, event.parents,
                   (select more.parents from aevrion.event_parent as more where more.ts = event.ts and more.id = event.id),
                   event.batch
            from aevrion.event as event
            where (event.ts, event.id) > ('{afterMs}'::bigint, '\x{Convert.ToHexStringLower(afterId)}'::bytea)
            order by event.ts, event.id
            limit {BackupLimits.PageEvents}
        ) to stdout (format binary)
        """);
}
