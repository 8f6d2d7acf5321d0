using Aevrion.Bench.Load;
using Npgsql;

namespace Aevrion.Bench.Write;

/// <summary>
/// What a user would write by hand for speed: batches of 1,000 rows, a statement each, on several connections, duplicates left out and the
/// new ones told apart. Ids are drawn, not hashed.
/// </summary>
internal sealed class RawBatches : IAsyncDisposable
{
    /// <summary>Rows a statement.</summary>
    public const int BatchRows = 1_000;

    /// <summary>Connections, each with one statement in flight.</summary>
    public const int Connections = 4;

    private readonly NpgsqlDataSource _source;
    private readonly RawBatch[] _batches = [.. Enumerable.Range(0, Connections).Select(number => new RawBatch((ulong)number))];

    public RawBatches(string connectionString) =>
        _source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString) { MaxPoolSize = Connections });

    /// <summary>Writes for so long; answers rows a second.</summary>
    public async Task<double> RunAsync(string table, TimeSpan time, CancellationToken cancellationToken)
    {
        var statement =
            $"""
            insert into {table} (ts, id, key, value, origin)
            select * from unnest($1::bigint[], $2::bytea[], $3::text[], $4::bytea[], $5::smallint[])
            on conflict do nothing returning ts
            """;
        var commands = new NpgsqlCommand[Connections];
        try
        {
            for (var i = 0; i < Connections; i++)
                commands[i] = await PrepareAsync(statement, _batches[i], cancellationToken);
            var batches = await CallLoad.RunAsync(
                Connections, time, (caller, _) => WriteAsync(commands[caller], _batches[caller], cancellationToken), cancellationToken);
            return batches * BatchRows;
        }
        finally
        {
            foreach (var command in commands.Where(command => command is not null))
            {
                await command.Connection!.DisposeAsync();
                await command.DisposeAsync();
            }
        }
    }

    public ValueTask DisposeAsync() => _source.DisposeAsync();

    private async Task<NpgsqlCommand> PrepareAsync(string statement, RawBatch batch, CancellationToken cancellationToken)
    {
        var connection = await _source.OpenConnectionAsync(cancellationToken);
        var command = new NpgsqlCommand(statement, connection);
        command.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = batch.Timestamps });
        command.Parameters.Add(new NpgsqlParameter<byte[][]> { TypedValue = batch.Ids });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = batch.Keys });
        command.Parameters.Add(new NpgsqlParameter<byte[][]> { TypedValue = batch.Values });
        command.Parameters.Add(new NpgsqlParameter<short[]> { TypedValue = batch.Origins });
        await command.PrepareAsync(cancellationToken);
        return command;
    }

    private static async ValueTask WriteAsync(NpgsqlCommand command, RawBatch batch, CancellationToken cancellationToken)
    {
        batch.Draw();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var added = 0;
        while (await reader.ReadAsync(cancellationToken))
            added++;
        if (added != BatchRows)
            throw new InvalidDataException($"Of {BatchRows} rows {added} were new.");
    }
}
