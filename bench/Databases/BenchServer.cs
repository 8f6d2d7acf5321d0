using Npgsql;

namespace Aevrion.Bench.Databases;

/// <summary>The PostgreSQL server that a bench works on. Its databases have names that begin with a prefix and nobody else's do.</summary>
/// <param name="connectionString">Connection string without a database.</param>
/// <param name="prefix">How the names of its databases begin.</param>
internal sealed class BenchServer(string connectionString, string prefix)
{
    /// <summary>Longest time for a statement; copying a large database is one.</summary>
    public static readonly TimeSpan CommandTimeout = TimeSpan.FromMinutes(30);

    private const string MaintenanceDatabase = "postgres";

    public string ConnectionString(string database) =>
        new NpgsqlConnectionStringBuilder(connectionString) { Database = NameOf(database) }.ConnectionString;

    /// <summary>The variables by which programs of PostgreSQL find a database.</summary>
    public IEnumerable<(string Name, string Value)> EnvironmentOf(string database)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        yield return ("PGHOST", settings.Host ?? "127.0.0.1");
        yield return ("PGPORT", settings.Port.ToString());
        yield return ("PGDATABASE", NameOf(database));
        if (settings.Username is { } user)
            yield return ("PGUSER", user);
        if (settings.Password is { } password)
            yield return ("PGPASSWORD", password);
    }

    /// <summary>Makes an empty database.</summary>
    public Task CreateAsync(string database, CancellationToken cancellationToken) =>
        RunAsync($"create database \"{NameOf(database)}\" template template0 encoding 'UTF8' lc_collate 'C' lc_ctype 'C'", cancellationToken);

    /// <summary>Makes a database with the contents of another, to which nobody may be connected.</summary>
    public Task CloneAsync(string from, string to, CancellationToken cancellationToken) =>
        RunAsync($"create database \"{NameOf(to)}\" template \"{NameOf(from)}\"", cancellationToken);

    /// <summary>Drops a database if it is there.</summary>
    public Task DropAsync(string database, CancellationToken cancellationToken) =>
        RunAsync($"drop database if exists \"{NameOf(database)}\" with (force)", cancellationToken);

    private string NameOf(string database) => $"{prefix}_{database}";

    private async Task RunAsync(string statement, CancellationToken cancellationToken)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString)
        {
            Database = MaintenanceDatabase,
            Pooling = false,
            CommandTimeout = (int)CommandTimeout.TotalSeconds,
        };
        await using var connection = new NpgsqlConnection(settings.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
