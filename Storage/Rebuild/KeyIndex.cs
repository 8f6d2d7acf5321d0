using Aevrion.Storage.Postgres;
using Aevrion.Storage.Postgres.Statements;
using Npgsql;

namespace Aevrion.Storage.Rebuild;

/// <summary>
/// The index that keys are found through. PostgreSQL keeps it itself, so it is built anew only when it is missing, when an earlier attempt
/// left it invalid, or on request, for instance after the server's files were damaged. Reads and writes go on meanwhile.
/// </summary>
internal sealed class KeyIndex(NpgsqlDataSource dataSource, TimeProvider timeProvider)
{
    private const string Name = "aevrion.event_key";
    private const string Create = "create index concurrently event_key on aevrion.event (era, key, ts desc) with (deduplicate_items = off)";
    private const string Rebuild = $"reindex index concurrently {Name}";

    /// <summary>What a build that was broken off leaves behind.</summary>
    private static readonly string[] DropLeftovers =
    [
        $"drop index concurrently if exists {Name}_ccnew",
        $"drop index concurrently if exists {Name}_ccold",
    ];

    private static readonly TimeSpan ProgressPeriod = TimeSpan.FromMilliseconds(500);

    private readonly StatementRunner _runner = new(dataSource);

    /// <summary>Builds the index where that is needed or wanted; answers whether it did.</summary>
    /// <exception cref="RebuildRefusedException">The role may not.</exception>
    public async Task<bool> EnsureAsync(bool isWanted, RebuildProgress progress, CancellationToken cancellationToken)
    {
        var isValid = await _runner.RunAsync(new ReadIndexState(Name), cancellationToken).ConfigureAwait(false);
        if (isValid == true && !isWanted)
            return false;

        var build = isValid is null ? Create : Rebuild;
        progress.Begin(RebuildPhase.KeyIndex, total: 0);
        try
        {
            foreach (var statement in DropLeftovers.Append(build))
                await RunAsync(statement, progress, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (PostgresException refused) when (PostgresFaults.MeansMisconfigured(refused))
        {
            throw new RebuildRefusedException(
                $"The tree has been rebuilt. The index of keys has not: PostgreSQL does not let this region's role ({refused.MessageText}). " +
                $"Run as the owner of the table aevrion.event: {build};",
                refused);
        }
    }

    private async Task RunAsync(string statement, RebuildProgress progress, CancellationToken cancellationToken)
    {
        var connection = await dataSource.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            var command = new NpgsqlCommand(statement, connection) { CommandTimeout = 0 };
            await using (command.ConfigureAwait(false))
            {
                var build = command.ExecuteNonQueryAsync(cancellationToken);
                while (await Task.WhenAny(build, Task.Delay(ProgressPeriod, timeProvider, cancellationToken)).ConfigureAwait(false) != build
                    && !cancellationToken.IsCancellationRequested)
                    await ShowAsync(connection.ProcessID, progress, cancellationToken).ConfigureAwait(false);
                await build.ConfigureAwait(false);
            }
        }
    }

    private async Task ShowAsync(int process, RebuildProgress progress, CancellationToken cancellationToken)
    {
        if (await _runner.RunAsync(new ReadIndexProgress(process), cancellationToken).ConfigureAwait(false) is { } now)
            progress.Set(now.Done, now.Total);
    }
}
