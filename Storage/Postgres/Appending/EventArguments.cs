using Aevrion.Core.Events;
using Npgsql;

namespace Aevrion.Storage.Postgres.Appending;

/// <summary>The events of a batch as arguments of a statement.</summary>
internal static class EventArguments
{
    /// <summary>The columns of a row of the table event that is inserted.</summary>
    public const string Columns = "ts, id, key, value, origin, parents, era, batch";

    /// <summary>The rows, from the first eight arguments.</summary>
    public const string Rows =
        "unnest($1::bigint[], $2::bytea[], $3::text[], $4::bytea[], $5::smallint[], $6::bytea[], $7::smallint[], $8::bytea[]) as sent";

    /// <summary>Holds the times of the events; from arguments 9 and 10.</summary>
    public const string Held =
        """
        held as materialized (
            select floor_ms, newest_era, newest_era = $9::smallint and coalesce(floor_ms, 0) <= $10::bigint as may_enter
            from aevrion.begin_append($10::bigint < 9223372036854775807)
        )
        """;

    public static void Bind(AppendBatch batch, NpgsqlParameterCollection parameters)
    {
        BindRows(batch, parameters);
        parameters.AddNullableBytes(Array.ConvertAll(batch.Events, BytesOf));
        parameters.AddSmallint(batch.KnownEra);
        parameters.AddBigint(batch.EarliestOwn);
    }

    /// <summary>The first seven arguments alone: single writes belong to no batch.</summary>
    public static void BindRows(AppendBatch batch, NpgsqlParameterCollection parameters)
    {
        parameters.AddBigints(batch.Timestamps);
        parameters.AddBytes(PackedHashes.Slices(batch.Events, @event => @event.Id));
        parameters.AddTexts(Array.ConvertAll(batch.Events, @event => @event.Key));
        parameters.AddNullableBytes(Array.ConvertAll(batch.Events, @event => @event.Value));
        parameters.AddSmallints(batch.Origins);
        parameters.AddNullableBytes(Array.ConvertAll(batch.Events, @event => PackedHashes.Concatenate(@event.Parents)));
        parameters.AddSmallints(batch.Eras);
    }

    private static ReadOnlyMemory<byte>? BytesOf(Event @event) =>
        @event.Batch is { } batch ? batch.ToBytes() : default(ReadOnlyMemory<byte>?);
}
