using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Reflection;
using System.Text;
using Aevrion.Client;
using Aevrion.Client.Tests.Contract;
using Aevrion.Testing.PostgreSql;

namespace Aevrion.Contract.Tests.Region;

/// <summary>A region as it runs in production: the silo's own process, and a database.</summary>
public sealed class LiveRegion : IRegionUrls, IAsyncLifetime
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(90);

    private readonly int _port = FreePort();
    private readonly StringBuilder _output = new();
    private PostgresDatabase? _database;
    private Process? _silo;

    public IReadOnlyList<string> Urls => [$"http://127.0.0.1:{_port}"];

    public async ValueTask InitializeAsync()
    {
        _database = await PostgresDatabase.CreateAsync(TestContext.Current.CancellationToken);
        var start = new ProcessStartInfo("dotnet", [Assembly.Load("Aevrion.Silo").Location])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["Aevrion__Region"] = "eu";
        start.Environment["Aevrion__Postgres"] = _database.ConnectionString;
        start.Environment["Aevrion__Urls"] = Urls[0];
        start.Environment["Aevrion__Cluster__SiloPort"] = $"{FreePort()}";
        start.Environment["Aevrion__Cluster__GatewayPort"] = $"{FreePort()}";
#if !ENGINE_ORLEANS
        // The embedded engine is one process and refuses to be told of others.
        start.Environment.Remove("Aevrion__Cluster__SiloPort");
        start.Environment.Remove("Aevrion__Cluster__GatewayPort");
#endif
        _silo = Process.Start(start)!;
        _silo.OutputDataReceived += Keep;
        _silo.ErrorDataReceived += Keep;
        _silo.BeginOutputReadLine();
        _silo.BeginErrorReadLine();
        await WaitUntilReadyAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_silo is not null)
        {
            _silo.Kill();
            await _silo.WaitForExitAsync();
            _silo.Dispose();
        }

        if (_database is not null)
            await _database.DisposeAsync();
    }

    private async Task WaitUntilReadyAsync()
    {
        await using var client = new AevrionClient([.. Urls]);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(StartTimeout);
        while (!_silo!.HasExited)
        {
            try
            {
                await client.GetStatusAsync(limit.Token);
                return;
            }
            catch (AevrionUnavailableException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100), limit.Token);
            }
        }

        lock (_output)
            Assert.Fail($"The silo has ended. {_output}");
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        lock (_output)
            _output.AppendLine(line.Data);
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
