using Npgsql;

namespace Aevrion.Storage.Postgres;

/// <summary>Creates the database that a connection string names, when it does not exist and the role may.</summary>
internal static class DatabaseCreator
{
    /// <summary>Where one connects to create another database.</summary>
    private const string MaintenanceDatabase = "postgres";

    /// <summary>Tries while another session uses the template; each takes as long as the server does.</summary>
    private const int MaxTries = 5;

    /// <summary>Answers true when this call created it.</summary>
    public static async Task<bool> EnsureAsync(NpgsqlConnectionStringBuilder target, CancellationToken cancellationToken)
    {
        if (await ExistsAsync(target, cancellationToken).ConfigureAwait(false))
            return false;

        var maintenance = new NpgsqlConnectionStringBuilder(target.ConnectionString) { Database = MaintenanceDatabase, Pooling = false };
        for (var tried = 1; ; tried++)
        {
            try
            {
                await CreateAsync(maintenance, target.Database!, cancellationToken).ConfigureAwait(false);
                return true;
            }
            catch (PostgresException exists) when (exists.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
            {
                return false; // another silo was quicker
            }
            catch (PostgresException busy) when (busy.SqlState == PostgresErrorCodes.ObjectInUse && tried < MaxTries)
            {
                continue;
            }
            catch (PostgresException refused) when (PostgresFaults.MeansMisconfigured(refused))
            {
                throw new StorageConfigurationException(
                    $"The database '{target.Database}' does not exist and the role '{target.Username}' cannot create it " +
                    $"({refused.MessageText}). Create it, with encoding UTF8, or allow the role to.",
                    refused);
            }
        }
    }

    private static async Task<bool> ExistsAsync(NpgsqlConnectionStringBuilder target, CancellationToken cancellationToken)
    {
        try
        {
            var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(target.ConnectionString) { Pooling = false }.ConnectionString);
            await using (connection.ConfigureAwait(false))
                await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (PostgresException missing) when (missing.SqlState == PostgresErrorCodes.InvalidCatalogName)
        {
            return false;
        }
    }

    private static async Task CreateAsync(NpgsqlConnectionStringBuilder maintenance, string name, CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection(maintenance.ConnectionString);
        await using (connection.ConfigureAwait(false))
        {
            await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
            var quoted = name.Replace("\"", "\"\"", StringComparison.Ordinal);
            var command = new NpgsqlCommand($"create database \"{quoted}\" template template0 encoding 'UTF8'", connection);
            await using (command.ConfigureAwait(false))
                await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
