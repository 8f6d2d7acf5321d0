using Aevrion.Bench.Progress;
using Aevrion.Bench.Reconcile.Workload;
using Aevrion.Core.Events;
using Aevrion.Core.Tree;
using Npgsql;
using NpgsqlTypes;

namespace Aevrion.Bench.Reconcile.Regions;

/// <summary>
/// Fills an empty database with a history, faster than the store's own way in: COPY without looking for duplicates, the counts of all
/// tree nodes by one statement afterwards.
/// </summary>
internal sealed class PostgresFill(NpgsqlDataSource source, TreeShape shape)
{
    /// <summary>Events a COPY.</summary>
    private const int CopyEvents = 100_000;

    public async Task RunAsync(SyntheticHistory history, RoundPlan plan, IProgressDisplay progress, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await RunAsync(connection, "set synchronous_commit = off", cancellationToken);
        var origins = new Dictionary<string, short>();

        progress.Begin($"Writing {history.Count:N0} events into PostgreSQL", history.Count);
        for (var first = 0; first < history.Count; first += CopyEvents)
        {
            var end = Math.Min(history.Count, first + CopyEvents);
            var events = Enumerable.Range(first, end - first).Where(index => !plan.IsWithheld(index)).Select(history.At).OrderBy(item => item.Stamp);
            await CopyAsync(connection, [.. events], origins, cancellationToken);
            progress.Show(end);
        }

        progress.Begin("Counting the events under every node of the tree", 1);
        await CountAsync(connection, cancellationToken);
        progress.Begin("Tidying the tables up, as the server does by itself in time", 1);
        await RunAsync(connection, "vacuum (analyze) aevrion.event, aevrion.tree_node", cancellationToken);
    }

    private static async Task CopyAsync(
        NpgsqlConnection connection, Event[] events, Dictionary<string, short> origins, CancellationToken cancellationToken)
    {
        foreach (var origin in events.Select(item => item.Origin).Distinct().Except(origins.Keys).ToList())
            origins[origin] = await AddOriginAsync(connection, origin, cancellationToken);

        var hash = new byte[Core.Hash256.Length];
        await using var writer = await connection.BeginBinaryImportAsync(
            "copy aevrion.event (ts, id, key, value, origin) from stdin (format binary)", cancellationToken);
        foreach (var item in events)
        {
            item.Id.CopyTo(hash);
            await writer.StartRowAsync(cancellationToken);
            await writer.WriteAsync(item.Timestamp, NpgsqlDbType.Bigint, cancellationToken);
            await writer.WriteAsync(hash, NpgsqlDbType.Bytea, cancellationToken);
            await writer.WriteAsync(item.Key, NpgsqlDbType.Text, cancellationToken);
            await writer.WriteAsync(item.Value.GetValueOrDefault(), NpgsqlDbType.Bytea, cancellationToken);
            await writer.WriteAsync(origins[item.Origin], NpgsqlDbType.Smallint, cancellationToken);
        }

        await writer.CompleteAsync(cancellationToken);
    }

    private static async Task<short> AddOriginAsync(NpgsqlConnection connection, string origin, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("insert into aevrion.region (name) values ($1) returning id", connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = origin });
        return (short)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private async Task CountAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var spans = new long[shape.HighestLevel + 1];
        spans[0] = shape.GranularityMs;
        for (var level = 1; level < spans.Length; level++)
            spans[level] = spans[level - 1] * shape.BranchingFactor;
        await using var command = new NpgsqlCommand(
            """
            insert into aevrion.tree_node (level, index, count)
            select span.number - 1, leaf.first / span.ms, sum(leaf.count)::bigint
            from (select ts / $1 * $1 as first, count(*) as count from aevrion.event group by 1) as leaf
            cross join unnest($2::bigint[]) with ordinality as span (ms, number)
            group by 1, 2 order by 1, 2
            """,
            connection);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = shape.GranularityMs });
        command.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = spans });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task RunAsync(NpgsqlConnection connection, string statement, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
