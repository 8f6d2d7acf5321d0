using System.Collections.Concurrent;
using Npgsql;
using NpgsqlTypes;

namespace Aevrion.Bench.Replicate.Pairs;

/// <summary>
/// PostgreSQL's own multi-master, pglogical, as its users set it up: a table with a row a key, in two databases that subscribe to each
/// other; of two versions the later commit wins.
/// </summary>
internal sealed class PglogicalPair : IReplicatedPair
{
    private const int FillBatch = 1_000;
    private const string Upsert =
        "insert into kv values ($1, $2, $3) on conflict (key) do update set value = excluded.value, ts = excluded.ts";
    private const string UpsertMany =
        "insert into kv select * from unnest($1, $2, $3) on conflict (key) do update set value = excluded.value, ts = excluded.ts";

    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(20);

    private readonly NpgsqlDataSource[] _databases;
    private readonly ConcurrentBag<NpgsqlCommand>[] _idle = [[], []];
    private readonly ConcurrentDictionary<int, NpgsqlCommand> _readers = new();
    private long _marks;

    private PglogicalPair(NpgsqlDataSource[] databases) => _databases = databases;

    /// <inheritdoc/>
    public string Name => "pglogical";

    /// <inheritdoc/>
    public int Writers => 8;

    /// <summary>Makes both databases, and waits until each subscribes to the other.</summary>
    /// <param name="connectionString">A server with pglogical among its preloaded libraries; no database.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task<PglogicalPair> StartAsync(string connectionString, CancellationToken cancellationToken)
    {
        // Databases are not dropped: the server would wait for pglogical's workers, which do not answer. The server is the bench's own.
        var run = Guid.NewGuid().ToString("n");
        string[] names = [$"pglogical_{run}_a", $"pglogical_{run}_b"];
        var databases = names.Select(name => NpgsqlDataSource.Create(ConnectionTo(connectionString, name))).ToArray();
        await using (var maintenance = NpgsqlDataSource.Create(ConnectionTo(connectionString, "postgres")))
        {
            foreach (var name in names)
                await RunAsync(maintenance, $"create database {name}", cancellationToken);
        }

        for (var side = 0; side < 2; side++)
        {
            await RunAsync(databases[side], "create table kv (key text collate \"C\" primary key, value bytea, ts bigint not null)", cancellationToken);
            await RunAsync(databases[side], "create extension pglogical", cancellationToken);
            await RunAsync(
                databases[side], $"select pglogical.create_node(node_name := 'n{side}', dsn := '{LibpqOf(connectionString, names[side])}')", cancellationToken);
            await RunAsync(databases[side], "select pglogical.replication_set_add_table('default', 'kv')", cancellationToken);
        }

        for (var side = 0; side < 2; side++)
        {
            await RunAsync(
                databases[side],
                $"select pglogical.create_subscription(subscription_name := 's{side}', provider_dsn := '{LibpqOf(connectionString, names[1 - side])}',"
                + " synchronize_structure := false, synchronize_data := false, forward_origins := '{}')",
                cancellationToken);
        }

        var pair = new PglogicalPair(databases);
        for (var side = 0; side < 2; side++)
            await pair.ReplicatingAsync(side, cancellationToken);
        return pair;
    }

    /// <inheritdoc/>
    public async Task PutAsync(int side, string key, ReadOnlyMemory<byte> value, CancellationToken cancellationToken)
    {
        if (!_idle[side].TryTake(out var command))
            command = await PrepareAsync(side, Upsert, cancellationToken);
        command.Parameters[0].Value = key;
        command.Parameters[1].Value = value;
        command.Parameters[2].Value = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        await command.ExecuteNonQueryAsync(cancellationToken);
        _idle[side].Add(command);
    }

    /// <inheritdoc/>
    public Task PutProbeAsync(int side, string key, ReadOnlyMemory<byte> value, CancellationToken cancellationToken) =>
        PutAsync(side, key, value, cancellationToken);

    /// <inheritdoc/>
    public async Task<bool> IsVisibleAsync(int side, string key, ReadOnlyMemory<byte> value, CancellationToken cancellationToken)
    {
        if (!_readers.TryGetValue(side, out var command))
            command = _readers[side] = await PrepareReadAsync(side, cancellationToken);
        command.Parameters[0].Value = key;
        return await command.ExecuteScalarAsync(cancellationToken) is byte[] found && found.AsSpan().SequenceEqual(value.Span);
    }

    /// <inheritdoc/>
    public async Task SettleAsync(CancellationToken cancellationToken)
    {
        // Commits are applied in their order: what comes last tells that all is there.
        var mark = BenchKeys.ValueOf(++_marks);
        for (var side = 0; side < 2; side++)
            await PutAsync(side, $"mark:{side}", mark, cancellationToken);
        for (var side = 0; side < 2; side++)
        {
            while (!await IsVisibleAsync(side, $"mark:{1 - side}", mark, cancellationToken))
                await Task.Delay(Poll, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public async Task CutAsync(CancellationToken cancellationToken)
    {
        for (var side = 0; side < 2; side++)
            await RunAsync(_databases[side], $"select pglogical.alter_subscription_disable('s{side}', true)", cancellationToken);
    }

    /// <inheritdoc/>
    public async Task HealAsync(CancellationToken cancellationToken)
    {
        for (var side = 0; side < 2; side++)
            await RunAsync(_databases[side], $"select pglogical.alter_subscription_enable('s{side}', true)", cancellationToken);
    }

    /// <inheritdoc/>
    public async Task FillAsync(int count, CancellationToken cancellationToken)
    {
        await using var connection = await _databases[0].OpenConnectionAsync(cancellationToken);
        for (var first = 0; first < count; first += FillBatch)
        {
            var numbers = Enumerable.Range(first, Math.Min(FillBatch, count - first)).ToList();
            await using var command = new NpgsqlCommand(UpsertMany, connection);
            command.Parameters.Add(new NpgsqlParameter { Value = numbers.Select(number => BenchKeys.KeyOf(number)).ToArray() });
            command.Parameters.Add(new NpgsqlParameter { Value = numbers.Select(number => BenchKeys.ValueOf(number)).ToArray() });
            command.Parameters.Add(new NpgsqlParameter { Value = numbers.Select(number => (long)number).ToArray() });
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var command in _idle.SelectMany(idle => idle).Concat(_readers.Values))
        {
            await command.DisposeAsync();
            await command.Connection!.DisposeAsync();
        }

        for (var side = 0; side < 2; side++)
            await RunAsync(_databases[side], $"select pglogical.drop_subscription('s{side}')", CancellationToken.None);
        foreach (var database in _databases)
            await database.DisposeAsync();
    }

    private static string ConnectionTo(string connectionString, string database) =>
        new NpgsqlConnectionStringBuilder(connectionString) { Database = database, CommandTimeout = 600 }.ConnectionString;

    private static string LibpqOf(string connectionString, string database)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        var password = string.IsNullOrEmpty(settings.Password) ? "" : $" password={settings.Password}";
        return $"host={settings.Host} port={settings.Port} user={settings.Username} dbname={database}{password}";
    }

    private static async Task RunAsync(NpgsqlDataSource database, string statement, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(statement);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task<NpgsqlCommand> PrepareAsync(int side, string statement, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand(statement, await _databases[side].OpenConnectionAsync(cancellationToken));
        command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Text });
        command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Bytea });
        command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Bigint });
        await command.PrepareAsync(cancellationToken);
        return command;
    }

    private async Task<NpgsqlCommand> PrepareReadAsync(int side, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand("select value from kv where key = $1", await _databases[side].OpenConnectionAsync(cancellationToken));
        command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Text });
        await command.PrepareAsync(cancellationToken);
        return command;
    }

    private async Task ReplicatingAsync(int side, CancellationToken cancellationToken)
    {
        while (true)
        {
            await using var status = _databases[side].CreateCommand("select status from pglogical.show_subscription_status()");
            if (await status.ExecuteScalarAsync(cancellationToken) is "replicating")
                return;
            await Task.Delay(Poll, cancellationToken);
        }
    }
}
