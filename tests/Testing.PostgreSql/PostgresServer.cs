using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Aevrion.Testing.PostgreSql;

/// <summary>
/// A PostgreSQL server of a test's own, in a temporary folder, for tests that stop and kill it. As root it runs as the user postgres,
/// since PostgreSQL refuses to run as root.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private const string Installations = "/usr/lib/postgresql";

    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"aevrion-postgres-{Guid.NewGuid():n}");
    private readonly string _programs = FindPrograms();

    private PostgresServer(int port) => Port = port;

    /// <summary>The port it listens on, the same after every start.</summary>
    public int Port { get; }

    private string Data => Path.Combine(_folder, "data");

    /// <summary>Makes a server that does not run yet.</summary>
    public static async Task<PostgresServer> CreateAsync(CancellationToken cancellationToken)
    {
        var server = new PostgresServer(FreePort());
        await server.RunAsync("initdb", ["-D", server.Data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"], cancellationToken)
            .ConfigureAwait(false);
        return server;
    }

    /// <summary>Connection string of a database on it.</summary>
    public string ConnectionString(string database) => $"Host=127.0.0.1;Port={Port};Username=postgres;Database={database}";

    /// <summary>Starts it, also after it was killed, and waits until it answers.</summary>
    public Task StartAsync(CancellationToken cancellationToken) => RunAsync(
        "pg_ctl",
        ["start", "-D", Data, "-w", "-l", Path.Combine(_folder, "log"), "-o", $"-p {Port} -k {_folder} -c listen_addresses=127.0.0.1"],
        cancellationToken);

    /// <summary>Ends it without a checkpoint and without a word to its clients, as a crash does; what was committed is recovered.</summary>
    public Task CrashAsync(CancellationToken cancellationToken) =>
        RunAsync("pg_ctl", ["stop", "-D", Data, "-m", "immediate", "-w"], cancellationToken);

    /// <summary>Stops it if it runs, and removes everything.</summary>
    public async ValueTask DisposeAsync()
    {
        if (File.Exists(Path.Combine(Data, "postmaster.pid")))
            await CrashAsync(CancellationToken.None).ConfigureAwait(false);
        Directory.Delete(_folder, recursive: true);
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private static string FindPrograms()
    {
        string[] versions = Directory.Exists(Installations) ? Directory.GetDirectories(Installations) : [];
        var folders = versions.Order(StringComparer.Ordinal).Reverse().Select(version => Path.Combine(version, "bin"))
            .Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator));
        return folders.FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")))
            ?? throw new InvalidOperationException("This test needs the programs of a PostgreSQL server: install postgresql, or put initdb on the PATH.");
    }

    private async Task RunAsync(string program, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        string[] user = Environment.IsPrivilegedProcess ? ["runuser", "-u", "postgres", "--"] : [];
        string[] command = [.. user, Path.Combine(_programs, program), .. arguments];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            UseShellExecute = false,
            WorkingDirectory = Path.GetTempPath(),
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} cannot be started.");

        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} failed: {await output.ConfigureAwait(false)}{await errors.ConfigureAwait(false)}");
    }
}
