using Npgsql;

namespace Aevrion.Bench.Read;

/// <summary>Many keys looked up by one statement, as a user would write it by hand.</summary>
internal sealed class RawLookups(string connectionString, string table) : IAsyncDisposable
{
    /// <summary>Statements in flight, each on a connection of its own.</summary>
    public const int Connections = 4;

    private readonly NpgsqlDataSource _source =
        NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString) { MaxPoolSize = Connections });

    /// <summary>Reads the latest version of each key; answers how many there were.</summary>
    public async Task<int> ReadAsync(string[] keys, CancellationToken cancellationToken)
    {
        await using var connection = await _source.OpenConnectionAsync(cancellationToken);
        await using var command = new NpgsqlCommand(
            $"""
            select wanted.key, latest.ts, latest.id, latest.value, latest.origin
            from unnest($1::text[]) as wanted (key)
            cross join lateral (
                select ts, id, value, origin from {table} where key = wanted.key order by ts desc, id desc limit 1
            ) as latest
            """,
            connection);
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = keys });
        await command.PrepareAsync(cancellationToken);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var found = 0;
        while (await reader.ReadAsync(cancellationToken))
        {
            _ = reader.GetValue(ordinal: 3);
            found++;
        }

        return found;
    }

    public ValueTask DisposeAsync() => _source.DisposeAsync();
}
