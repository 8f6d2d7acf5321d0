using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Aevrion.Storage.Tests.Postgres;

/// <summary>
/// A PostgreSQL server of the test's own, in a temporary folder, which may be killed and started again. Durability is on. Runs as the
/// user postgres when the test runs as root, which the server refuses to run as.
/// </summary>
public sealed class PostgresCluster : IAsyncLifetime
{
    private const int StartTimeoutSeconds = 60;

    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"aevrion-test-{Guid.NewGuid():n}");
    private readonly string _binaries = FindBinaries();
    private readonly int _port = FreePort();

    private string Data => Path.Combine(_folder, "data");

    public string ConnectionString(string database) => $"Host=127.0.0.1;Port={_port};Username=postgres;Database={database}";

    public async ValueTask InitializeAsync()
    {
        // The folder's own creation need not survive anything; the server that runs in it syncs.
        await RunAsync("initdb", "-D", Data, "-E", "UTF8", "--locale=C", "-A", "trust", "-U", "postgres", "--no-instructions", "--no-sync");
        await StartAsync();
    }

    public Task StartAsync() => RunAsync(
        "pg_ctl", "start", "-D", Data, "-l", Path.Combine(_folder, "log"), "-w", "-t", StartTimeoutSeconds.ToString(CultureInfo.InvariantCulture),
        "-o", $"-p {_port} -k {_folder} -c listen_addresses=127.0.0.1 -c shared_buffers=16MB");

    public Task StopAsync() => RunAsync("pg_ctl", "stop", "-D", Data, "-m", "fast", "-w");

    /// <summary>Ends every process of the server at once, without a chance to write anything: kill -9.</summary>
    public async Task KillAsync()
    {
        var postmaster = int.Parse(
            (await File.ReadAllLinesAsync(Path.Combine(Data, "postmaster.pid"), CancellationToken.None))[0], CultureInfo.InvariantCulture);
        var children = Directory.EnumerateDirectories("/proc")
            .Select(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id) ? id : 0)
            .Where(id => id > 0 && ParentOf(id) == postmaster)
            .ToArray();
        foreach (var id in (int[])[postmaster, .. children])
            await KillAsync(id);
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await RunAsync("pg_ctl", "stop", "-D", Data, "-m", "immediate", "-w");
        }
        catch (InvalidOperationException)
        {
            // It does not run: it was never started, or was killed.
        }

        await RunAsync("rm", "-rf", _folder);
    }

    private static async Task KillAsync(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            process.Kill();
            await process.WaitForExitAsync();
        }
        catch (ArgumentException)
        {
            // It ended by itself: backends do when the postmaster is gone.
        }
    }

    private static int ParentOf(int id)
    {
        try
        {
            // pid (name) state ppid …: the name may hold anything, so the fields are counted from its closing bracket.
            var stat = File.ReadAllText($"/proc/{id}/stat");
            return int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string FindBinaries()
    {
        var installed = Directory.Exists("/usr/lib/postgresql") ? Directory.EnumerateDirectories("/usr/lib/postgresql") : [];
        return installed
            .OrderByDescending(version => int.TryParse(Path.GetFileName(version), CultureInfo.InvariantCulture, out var number) ? number : 0)
            .Select(version => Path.Combine(version, "bin"))
            .Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator))
            .FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")))
            ?? throw new InvalidOperationException("This test needs PostgreSQL's server programs (initdb, pg_ctl): install the package postgresql.");
    }

    private async Task RunAsync(string program, params string[] arguments)
    {
        var path = Path.Combine(_binaries, program);
        string[] command = [File.Exists(path) ? path : program, .. arguments];
        if (Environment.IsPrivilegedProcess)
            command = ["runuser", "-u", "postgres", "--", .. command];

        using var process = Process.Start(new ProcessStartInfo(command[0], command[1..])
        {
            UseShellExecute = false,
            WorkingDirectory = Path.GetTempPath(),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var errors = process.StandardError.ReadToEndAsync();
        await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{string.Join(' ', command)} failed: {await errors}");
    }
}
