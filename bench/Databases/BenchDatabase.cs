using Npgsql;

namespace Aevrion.Bench.Databases;

/// <summary>A database of a bench, dropped on disposal.</summary>
internal sealed class BenchDatabase : IAsyncDisposable
{
    private readonly BenchServer _server;

    private BenchDatabase(BenchServer server, string name)
    {
        _server = server;
        Name = name;
        ConnectionString = server.ConnectionString(name);
    }

    /// <summary>As the bench calls it; on the server it has a prefix.</summary>
    public string Name { get; }

    public string ConnectionString { get; }

    /// <summary>Makes an empty one, in place of one of that name that an earlier run left.</summary>
    public static async Task<BenchDatabase> CreateAsync(BenchServer server, string name, CancellationToken cancellationToken)
    {
        await server.DropAsync(name, CancellationToken.None);
        await server.CreateAsync(name, cancellationToken);
        return new BenchDatabase(server, name);
    }

    /// <summary>Makes a copy of this one, to which nobody may be connected.</summary>
    public async Task<BenchDatabase> CloneAsync(string name, CancellationToken cancellationToken)
    {
        ClearPool();
        await _server.DropAsync(name, CancellationToken.None);
        await _server.CloneAsync(Name, name, cancellationToken);
        return new BenchDatabase(_server, name);
    }

    /// <summary>Runs statements, one after the other and each in a transaction of its own.</summary>
    public async Task RunAsync(CancellationToken cancellationToken, params IReadOnlyList<string> statements)
    {
        await using var connection = await OpenAsync(cancellationToken);
        foreach (var statement in statements)
        {
            await using var command = new NpgsqlCommand(statement, connection);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    /// <summary>Asks for one value.</summary>
    public async Task<T> ReadAsync<T>(string query, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(query, connection);
        return (T)(await command.ExecuteScalarAsync(cancellationToken) ?? throw new InvalidDataException($"No answer to: {query}"));
    }

    /// <summary>Bytes of the server's write-ahead log since it was made.</summary>
    public async Task<long> WalPositionAsync(CancellationToken cancellationToken) =>
        (long)await ReadAsync<decimal>("select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')", cancellationToken);

    public async ValueTask DisposeAsync()
    {
        ClearPool();
        await _server.DropAsync(Name, CancellationToken.None);
    }

    private async Task<NpgsqlConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var settings = new NpgsqlConnectionStringBuilder(ConnectionString)
        {
            Pooling = false,
            CommandTimeout = (int)BenchServer.CommandTimeout.TotalSeconds,
        };
        var connection = new NpgsqlConnection(settings.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        return connection;
    }

    private void ClearPool()
    {
        using var own = new NpgsqlConnection(ConnectionString);
        NpgsqlConnection.ClearPool(own);
    }
}
