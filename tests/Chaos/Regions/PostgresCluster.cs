using Npgsql;

namespace Aevrion.Chaos.Regions;

/// <summary>
/// A PostgreSQL server of a region's own: real, with fsync, listening on loopback only. It can be killed, stopped, paused and robbed of its disk.
/// </summary>
/// <param name="folder">Where it lies; it belongs to the account that the server runs as.</param>
/// <param name="port">Where it listens, after every start.</param>
/// <param name="log">The file that takes what it says.</param>
internal sealed class PostgresCluster(string folder, int port, string log) : IAsyncDisposable
{
    /// <summary>Connections that the server takes.</summary>
    public const int MaxConnections = 60;

    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(90);

    private readonly SemaphoreSlim _gate = new(1, 1);
    private ChildProcess? _process;
    private bool _isWanted;

    /// <summary>Where its data lies.</summary>
    public string Data { get; } = Path.Combine(folder, "data");

    /// <summary>True when it runs.</summary>
    public bool IsRunning => _process is { HasEnded: false };

    /// <summary>Connection string of a database on it, without a pool: servers come and go.</summary>
    public string ConnectionString(string database) => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = port,
        Username = "postgres",
        Database = database,
        Pooling = false,
        Timeout = 5,
    }.ConnectionString;

    /// <summary>Makes it; it does not run yet.</summary>
    public Task CreateAsync() => Command.RunAsync(
        [.. PostgresPrograms.Command("initdb"), "-D", Data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"]);

    /// <summary>Starts it, also after it was killed; does not wait for it.</summary>
    public Task StartAsync() => InTurnAsync(() =>
    {
        _isWanted = true;
        return StartIfLostAsync();
    });

    /// <summary>Starts it again when it has given up, as without space on its disk: what a supervisor does.</summary>
    public Task SuperviseAsync() => InTurnAsync(StartIfLostAsync);

    /// <summary>Waits until it answers.</summary>
    /// <exception cref="InvalidOperationException">It does not, within its limit.</exception>
    public async Task AnswersAsync(CancellationToken cancellationToken)
    {
        if (!await Eventually.HoldsAsync(() => AnswersOnceAsync(cancellationToken), StartLimit, cancellationToken))
            throw new InvalidOperationException($"PostgreSQL does not answer within {StartLimit.TotalSeconds} s; see {log}.");
    }

    /// <summary>Kills all its processes: what a crash of the machine leaves, but for the disk's cache.</summary>
    public Task KillAsync() => InTurnAsync(async () =>
    {
        _isWanted = false;
        if (_process is not { HasEnded: false } process)
            return;
        Signals.Stop(process.Id); // it starts no others meanwhile
        foreach (var child in Signals.ChildrenOf(process.Id))
            Signals.Kill(child);
        await process.KillAsync();
    });

    /// <summary>Kills one of the processes that serve connections; the server then ends all others and recovers.</summary>
    public void KillBackend(Random random)
    {
        if (_process is not { HasEnded: false } process)
            return;
        var children = Signals.ChildrenOf(process.Id);
        if (children.Count > 0)
            Signals.Kill(children[random.Next(children.Count)]);
    }

    /// <summary>Ends it in order, as an administrator does who does not wait for clients.</summary>
    public Task ShutDownAsync() => InTurnAsync(async () =>
    {
        _isWanted = false;
        if (_process is not { HasEnded: false } process)
            return;
        Signals.Interrupt(process.Id);
        await Task.WhenAny(process.Ended, Task.Delay(StartLimit));
        await process.KillAsync();
    });

    /// <summary>Lets all its processes stand still.</summary>
    public void Pause() => Tell(Signals.Stop);

    /// <summary>Lets them go on.</summary>
    public void Continue() => Tell(Signals.Continue);

    public async ValueTask DisposeAsync()
    {
        Continue();
        await KillAsync();
        if (_process is { } process)
            await process.DisposeAsync();
        _gate.Dispose();
    }

    private async Task StartIfLostAsync()
    {
        if (!_isWanted || IsRunning)
            return;
        if (_process is { } ended)
            await ended.DisposeAsync();
        string[] settings =
        [
            "listen_addresses=127.0.0.1", "unix_socket_directories=", $"port={port}", $"max_connections={MaxConnections}", "fsync=on",
            "shared_buffers=32MB", "max_wal_size=64MB", "min_wal_size=32MB", "log_min_messages=warning", "log_line_prefix=%m [%p] ",
        ];
        _process = ChildProcess.Start(log, [.. PostgresPrograms.Command("postgres"), "-D", Data, .. settings.SelectMany(setting => new[] { "-c", setting })]);
    }

    private async Task InTurnAsync(Func<Task> step)
    {
        await _gate.WaitAsync();
        try
        {
            await step();
        }
        finally
        {
            _gate.Release();
        }
    }

    private void Tell(Action<int> signal)
    {
        if (_process is not { HasEnded: false } process)
            return;
        signal(process.Id);
        foreach (var child in Signals.ChildrenOf(process.Id))
            signal(child);
    }

    private async Task<bool> AnswersOnceAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = new NpgsqlConnection(ConnectionString("postgres"));
            await connection.OpenAsync(cancellationToken);
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }
}
