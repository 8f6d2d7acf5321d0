using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Aevrion.Testing.PostgreSql;

namespace Aevrion.Delivery.Tests;

/// <summary>The published silo, running, with an empty database.</summary>
internal sealed class PublishedSilo : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(90);

    private readonly PostgresDatabase _database;
    private readonly Process _process;

    private PublishedSilo(PostgresDatabase database, Process process, int port)
    {
        _database = database;
        _process = process;
        Port = port;
    }

    public int Port { get; }

    public string Url => $"http://127.0.0.1:{Port}";

    public static async Task<PublishedSilo> StartAsync(PublishedPrograms programs)
    {
        var database = await PostgresDatabase.CreateAsync(TestContext.Current.CancellationToken);
        var port = FreePort();
        var start = InCleanEnvironment(programs, Path.Combine(programs.Folder, "silo", "Aevrion.Silo"));
        start.Environment["Logging__LogLevel__Default"] = "Error";
        start.Environment["Aevrion__Region"] = "eu";
        start.Environment["Aevrion__Postgres"] = database.ConnectionString;
        start.Environment["Aevrion__Urls"] = $"http://127.0.0.1:{port}";
        var silo = new PublishedSilo(database, Process.Start(start)!, port);
        try
        {
            await silo.WaitUntilReadyAsync();
        }
        catch
        {
            await silo.DisposeAsync();
            throw;
        }

        return silo;
    }

    /// <summary>A program of the published ones, as it runs on a machine that has nothing else: what brings its runtime along finds no other.</summary>
    public static ProcessStartInfo InCleanEnvironment(PublishedPrograms programs, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { UseShellExecute = false, WorkingDirectory = Path.GetDirectoryName(program)! };
        var root = Path.GetDirectoryName(Environment.ProcessPath);
        start.Environment.Clear();
        start.Environment["PATH"] = "/usr/bin:/bin";
        if (programs.AreSelfContained)
            start.Environment["DOTNET_ROOT"] = "/nonexistent";
        else if (Environment.GetEnvironmentVariable("DOTNET_ROOT") is { } dotnet)
            start.Environment["DOTNET_ROOT"] = dotnet;
        else if (File.Exists(Path.Combine(root!, "dotnet")))
            start.Environment["DOTNET_ROOT"] = root;
        return start;
    }

    /// <summary>Asks it to end, as service managers do; answers its exit code.</summary>
    public async Task<int> TerminateAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Deadline);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        await _database.DisposeAsync();
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private async Task WaitUntilReadyAsync()
    {
        using var http = new HttpClient { BaseAddress = new Uri(Url) };
        var started = Stopwatch.GetTimestamp();
        while (!await IsReadyAsync(http))
        {
            Assert.False(_process.HasExited, "The published silo ended by itself.");
            Assert.True(Stopwatch.GetElapsedTime(started) < Deadline, "The published silo is not ready.");
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }

    private static async Task<bool> IsReadyAsync(HttpClient http)
    {
        try
        {
            using var answer = await http.GetAsync("/readyz", TestContext.Current.CancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
