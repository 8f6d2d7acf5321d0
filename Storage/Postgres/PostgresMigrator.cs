using Aevrion.Storage.Postgres.Migrations;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Aevrion.Storage.Postgres;

/// <summary>
/// Brings a database to the version of this build: creates the database when it does not exist, then applies the missing migrations in
/// one transaction under a lock, so that several silos may start at once. A database that a later build has migrated is refused.
/// </summary>
/// <param name="connectionString">Connection string of the region's database.</param>
/// <param name="logger">Told of what was done.</param>
public sealed partial class PostgresMigrator(string connectionString, ILogger<PostgresMigrator> logger)
{
    /// <summary>Longest time for the migrations, and for waiting for another silo's: 10 minutes.</summary>
    private const int MigrationTimeoutSeconds = 600;

    /// <summary>Advisory lock of this database: "Aevrion" and 1 in ASCII.</summary>
    private const long LockKey = 0x41657672696F6E01;

    /// <exception cref="StorageConfigurationException">The database cannot be used; the message says why.</exception>
    /// <exception cref="StorageUnavailableException">The server does not answer.</exception>
    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        try
        {
            await EnsureDatabaseAsync(cancellationToken).ConfigureAwait(false);
            await EnsureVersionAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (PostgresException refused) when (PostgresFaults.MeansMisconfigured(refused))
        {
            throw new StorageConfigurationException($"PostgreSQL refuses the configured role: {refused.MessageText}", refused);
        }
        catch (Exception exception) when (PostgresFaults.MeansUnavailable(exception))
        {
            throw PostgresFaults.Unavailable(exception);
        }
    }

    private async Task EnsureDatabaseAsync(CancellationToken cancellationToken)
    {
        var target = new NpgsqlConnectionStringBuilder(connectionString);
        if (await DatabaseCreator.EnsureAsync(target, cancellationToken).ConfigureAwait(false))
            LogCreated(target.Database!);
    }

    private async Task EnsureVersionAsync(CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, CommandTimeout = MigrationTimeoutSeconds }.ConnectionString);
        await using (connection.ConfigureAwait(false))
        {
            await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
            await CheckEncodingAsync(connection, cancellationToken).ConfigureAwait(false);

            // A database that is up to date is only read: neither the lock nor the right to create anything is needed.
            if (await ReadVersionAsync(connection, cancellationToken).ConfigureAwait(false) < MigrationCatalog.All.Count)
                await ApplyAsync(connection, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task ApplyAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            await RunAsync(connection, $"select pg_advisory_xact_lock({LockKey})", cancellationToken).ConfigureAwait(false);
            await RunAsync(connection, CreateMigrationTable, cancellationToken).ConfigureAwait(false);
            var version = await ReadVersionAsync(connection, cancellationToken).ConfigureAwait(false);
            foreach (var migration in MigrationCatalog.All.Skip(version))
            {
                await RunAsync(connection, migration.Script, cancellationToken).ConfigureAwait(false);
                await RecordAsync(connection, migration, cancellationToken).ConfigureAwait(false);
                LogApplied(migration.Version, migration.Name, connection.Database);
            }

            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private const string CreateMigrationTable =
        """
        create schema if not exists aevrion;
        create table if not exists aevrion.migration (
            version     integer primary key,
            name        text not null,
            applied_at  timestamptz not null default now()
        );
        """;

    /// <summary>Version of the database: 0 when it is new.</summary>
    private static async Task<int> ReadVersionAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        if (await ReadAsync(connection, "select to_regclass('aevrion.migration') is null", cancellationToken).ConfigureAwait(false) is true)
            return 0;

        var version = (int)(await ReadAsync(
            connection, "select coalesce(max(version), 0) from aevrion.migration", cancellationToken).ConfigureAwait(false))!;
        return version <= MigrationCatalog.All.Count
            ? version
            : throw new StorageConfigurationException(
                $"The database '{connection.Database}' has version {version} and this build knows up to {MigrationCatalog.All.Count}: " +
                "a later build has upgraded it. Run that build or a later one; going back is not supported.");
    }

    private static async Task CheckEncodingAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var encoding = await ReadAsync(connection, "show server_encoding", cancellationToken).ConfigureAwait(false) as string;
        if (encoding != "UTF8")
            throw new StorageConfigurationException(
                $"The database '{connection.Database}' has encoding {encoding}; keys need UTF8. Create it with: encoding 'UTF8' template template0.");
    }

    private static async Task RecordAsync(NpgsqlConnection connection, Migration migration, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand("insert into aevrion.migration (version, name) values ($1, $2)", connection);
        await using (command.ConfigureAwait(false))
        {
            command.Parameters.AddInteger(migration.Version);
            command.Parameters.AddText(migration.Name);
            await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task RunAsync(NpgsqlConnection connection, string script, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand(script, connection);
        await using (command.ConfigureAwait(false))
            await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    private static async Task<object?> ReadAsync(NpgsqlConnection connection, string query, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand(query, connection);
        await using (command.ConfigureAwait(false))
            return await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Created the database {Database}.")]
    private partial void LogCreated(string database);

    [LoggerMessage(Level = LogLevel.Information, Message = "Applied migration {Version} ({Name}) to the database {Database}.")]
    private partial void LogApplied(int version, string name, string database);
}
