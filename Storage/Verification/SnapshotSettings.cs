using Npgsql;

namespace Aevrion.Storage.Verification;

/// <summary>What the planner may do in a snapshot that everything is read in.</summary>
internal static class SnapshotSettings
{
    /// <summary>
    /// One backend, in the order of the index that is meant, whatever the planner thinks of the statistics of a table that has just been filled.
    /// </summary>
    private const string Settings =
        """
        set local max_parallel_workers_per_gather = 0;
        set local enable_seqscan = off;
        set local enable_bitmapscan = off;
        set local enable_sort = off;
        set local enable_incremental_sort = off;
        set local jit = off
        """;

    public static async Task ApplyAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand(Settings, connection);
        await using (command.ConfigureAwait(false))
            await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }
}
