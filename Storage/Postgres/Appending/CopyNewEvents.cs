using Aevrion.Storage.Postgres.Commits;
using Npgsql;

namespace Aevrion.Storage.Postgres.Appending;

/// <summary>
/// Inserts many events none of which is there yet through COPY, the cheapest way in, and grows the counts above them, in one transaction of
/// four round trips. Fails as a whole on an event that is there.
/// </summary>
/// <remarks>Locks are taken in the order of <see cref="AppendMissingEvents"/>. Tree rows, which other appends wait for, come last.</remarks>
internal sealed class CopyNewEvents(AppendBatch batch, NodeSpans spans)
{
    private const string Copy = $"copy aevrion.event ({EventArguments.Columns}) from stdin (format binary)";

    private const string Hold = "select newest_era, floor_ms from aevrion.begin_append($1::boolean)";

    private const string Enter = "select aevrion.end_append($1::bytea, $2::bigint, $3::bytea)";

    private static readonly string Late = LateGrowth.Update("$1");

    private const string Grow =
        """
        insert into aevrion.tree_node as node (level, index, count)
        select * from unnest($1::smallint[], $2::bigint[], $3::bigint[])
        on conflict (level, index) do update set count = node.count + excluded.count
        """;

    public async Task<AppendOutcome> RunAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var held = await HoldAsync(connection, cancellationToken).ConfigureAwait(false);
        if (!batch.MayEnter(held))
        {
            var rollback = new NpgsqlCommand("rollback", connection);
            await using (rollback.ConfigureAwait(false))
                await rollback.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
            return held;
        }

        var stream = await connection.BeginRawBinaryCopyAsync(Copy, cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            using var rows = new CopyWriter(stream);
            await rows.SendAsync(batch, cancellationToken).ConfigureAwait(false);
        }

        return held with { Position = await CommitAsync(connection, cancellationToken).ConfigureAwait(false) };
    }

    /// <summary>Begins the transaction and holds the times of the events.</summary>
    private async Task<AppendOutcome> HoldAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var hold = new NpgsqlBatch(connection) { BatchCommands = { new NpgsqlBatchCommand("begin"), new NpgsqlBatchCommand(Hold) } };
        await using (hold.ConfigureAwait(false))
        {
            hold.BatchCommands[1].Parameters.AddBoolean(batch.HasOwn);
            await hold.PrepareAsync(cancellationToken).ConfigureAwait(false);
            var reader = await hold.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
                return AppendOutcome.ReadHeld(reader);
            }
        }
    }

    /// <summary>
    /// Grows the tree, enters the log and commits; the transaction stands when the server has ended the exchange. Answers the position.
    /// </summary>
    private async Task<long> CommitAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var commit = new NpgsqlBatch(connection);
        await using (commit.ConfigureAwait(false))
        {
            if (batch.GrowsLate)
            {
                var late = new NpgsqlBatchCommand(Late);
                LateGrowth.Bind(batch, late.Parameters);
                commit.BatchCommands.Add(late);
            }

            var grow = new NpgsqlBatchCommand(Grow);
            TreeGrowth.Bind(spans.CountAbove(batch.Timestamps), grow.Parameters);
            commit.BatchCommands.Add(grow);
            var enter = new NpgsqlBatchCommand(Enter);
            enter.Parameters.AddBytes(PackedStamps.Pack(batch.Events));
            enter.Parameters.AddBigint(batch.EarliestOwn);
            enter.Parameters.AddNullableBytes(batch.OwnStamps());
            commit.BatchCommands.Add(enter);
            commit.BatchCommands.Add(new NpgsqlBatchCommand("commit"));
            await commit.PrepareAsync(cancellationToken).ConfigureAwait(false);
            return await ReadPositionAsync(commit, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The commit comes behind the position: what is read must be read to its end.</summary>
    private static async Task<long> ReadPositionAsync(NpgsqlBatch commit, CancellationToken cancellationToken)
    {
        var reader = await commit.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
            var position = reader.GetInt64(0);
            while (await reader.NextResultAsync(cancellationToken).ConfigureAwait(false))
                continue;
            return position;
        }
    }
}
