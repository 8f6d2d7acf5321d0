using Npgsql;

namespace Aevrion.Testing.PostgreSql;

/// <summary>
/// A database of its own on the PostgreSQL server that the environment names, dropped on disposal.
/// Tests that hold one share nothing with each other and may run at the same time.
/// </summary>
public sealed class PostgresDatabase : IAsyncDisposable
{
    /// <summary>Environment variable with the server's connection string, without a database.</summary>
    public const string ServerVariable = "AEVRION_POSTGRES";

    /// <summary>The existing database from which others are created and dropped.</summary>
    private const string MaintenanceDatabase = "postgres";

    private readonly string _server;
    private readonly string _name;
    private bool _dropped;

    private PostgresDatabase(string server, string name)
    {
        _server = server;
        _name = name;
        ConnectionString = WithDatabase(server, name);
    }

    /// <summary>Connection string of the database; everything else in it is as the environment says.</summary>
    public string ConnectionString { get; }

    /// <summary>Creates an empty database with a name that no other test has.</summary>
    /// <exception cref="InvalidOperationException">The environment names no server.</exception>
    public static async Task<PostgresDatabase> CreateAsync(CancellationToken cancellationToken)
    {
        var server = Environment.GetEnvironmentVariable(ServerVariable);
        if (string.IsNullOrWhiteSpace(server))
            throw new InvalidOperationException(
                $"This test needs a PostgreSQL server. Run ./aevrion test, which brings its own, or set {ServerVariable} " +
                "to a connection string without a database, such as Host=127.0.0.1;Port=5432;Username=postgres.");

        var database = new PostgresDatabase(server, $"aevrion_test_{Guid.NewGuid():n}");
        await database.RunOnServerAsync($"create database {database._name}", cancellationToken).ConfigureAwait(false);
        return database;
    }

    /// <summary>Drops the database, ending whatever still is connected to it.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_dropped)
            return;
        _dropped = true;
        await using (var own = new NpgsqlConnection(ConnectionString))
            NpgsqlConnection.ClearPool(own);
        await RunOnServerAsync($"drop database if exists {_name} with (force)", CancellationToken.None).ConfigureAwait(false);
    }

    private async Task RunOnServerAsync(string statement, CancellationToken cancellationToken)
    {
        await using var source = NpgsqlDataSource.Create(WithDatabase(_server, MaintenanceDatabase, pooling: false));
        await using var command = source.CreateCommand(statement);
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    private static string WithDatabase(string server, string database, bool? pooling = null)
    {
        var builder = new NpgsqlConnectionStringBuilder(server) { Database = database };
        if (pooling is { } wanted)
            builder.Pooling = wanted;
        return builder.ConnectionString;
    }
}
