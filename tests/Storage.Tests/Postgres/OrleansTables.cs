using System.Data;
using Aevrion.Testing.PostgreSql;
using Npgsql;

namespace Aevrion.Storage.Tests.Postgres;

/// <summary>Runs the stored queries as Orleans' providers do: text by key, parameters by name and DbType, columns by name.</summary>
public sealed class OrleansTables : IAsyncLifetime
{
    private PostgresDatabase? _database;
    private RegionDatabase? _region;
    private NpgsqlDataSource? _provider;
    private Dictionary<string, string> _queries = [];

    public IReadOnlyCollection<string> Keys => _queries.Keys;

    public async ValueTask InitializeAsync()
    {
        _database = await PostgresDatabase.CreateAsync(TestContext.Current.CancellationToken);
        _region = await RegionDatabase.OpenAsync(_database.ConnectionString);

        // The providers open connections of their own, with the plain connection string.
        _provider = NpgsqlDataSource.Create(_database.ConnectionString);
        var rows = await ReadAsync("SELECT QueryKey, QueryText FROM OrleansQuery", []);
        _queries = rows.ToDictionary(row => (string)row["QueryKey"]!, row => (string)row["QueryText"]!);
    }

    public async ValueTask DisposeAsync()
    {
        await _provider!.DisposeAsync();
        await _region!.DisposeAsync();
        await _database!.DisposeAsync();
    }

    /// <summary>Rows of a stored query; columns by name, whatever the case.</summary>
    public Task<IReadOnlyList<Dictionary<string, object?>>> RunAsync(string key, params (string Name, object? Value, DbType Type)[] parameters) =>
        ReadAsync(_queries[key], parameters);

    /// <summary>The single value of a stored query as a truth value, as the membership and reminder providers read it.</summary>
    public async Task<bool> RunBooleanAsync(string key, params (string Name, object? Value, DbType Type)[] parameters)
    {
        var row = Assert.Single(await RunAsync(key, parameters));
        return Convert.ToBoolean(Assert.Single(row).Value);
    }

    private async Task<IReadOnlyList<Dictionary<string, object?>>> ReadAsync(string text, (string Name, object? Value, DbType Type)[] parameters)
    {
        await using var command = _provider!.CreateCommand(text);
        foreach (var (name, value, type) in parameters)
            command.Parameters.Add(new NpgsqlParameter { ParameterName = name, Value = value ?? DBNull.Value, DbType = type });

        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var rows = new List<Dictionary<string, object?>>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
        {
            rows.Add(Enumerable.Range(0, reader.FieldCount).ToDictionary(
                reader.GetName, column => reader.GetValue(column) is var value and not DBNull ? value : null, StringComparer.OrdinalIgnoreCase));
        }

        return rows;
    }
}
