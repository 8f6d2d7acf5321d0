using Aevrion.Client;
using Aevrion.Testing.PostgreSql;

namespace Aevrion.Samples.Tests;

/// <summary>The sample that hosts a region, twice: regions eu and us, each the other's peer.</summary>
public sealed class TwoHosts : IAsyncLifetime
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly List<PostgresDatabase> _databases = [];
    private SampleProcess? _eu;
    private SampleProcess? _us;

    internal SampleProcess Eu => _eu!;

    internal SampleProcess Us => _us!;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        var (euPort, usPort) = (SampleProcess.FreePort(), SampleProcess.FreePort());
        _eu = await StartAsync("eu", euPort, "us", usPort);
        _us = await StartAsync("us", usPort, "eu", euPort);
        await using var eu = new AevrionClient(_eu.Url);
        await using var us = new AevrionClient(_us.Url);
        await HoldsAsync(async () => await IsConnectedAsync(eu) && await IsConnectedAsync(us), "both regions are connected");
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var host in new[] { _eu, _us }.OfType<SampleProcess>())
            await host.DisposeAsync();
        foreach (var database in _databases)
            await database.DisposeAsync();
    }

    internal static async Task HoldsAsync(Func<Task<bool>> condition, string what)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Deadline);
        while (!await condition())
        {
            Assert.False(limit.IsCancellationRequested, $"Not within {Deadline.TotalSeconds} seconds: {what}");
            await Task.Delay(50, CancellationToken.None);
        }
    }

    private async Task<SampleProcess> StartAsync(string region, int port, string peer, int peerPort)
    {
        var database = await PostgresDatabase.CreateAsync(TestContext.Current.CancellationToken);
        _databases.Add(database);
        return await SampleProcess.StartAsync(
            "OrleansHost",
            port,
            "/readyz",
            $"Aevrion:Region={region}",
            $"Aevrion:Postgres={database.ConnectionString}",
            $"Aevrion:Peers:{peer}:Url=http://127.0.0.1:{peerPort}",
            $"SiloPort={SampleProcess.FreePort()}",
            $"GatewayPort={SampleProcess.FreePort()}");
    }

    private static async Task<bool> IsConnectedAsync(AevrionClient region) =>
        (await region.GetPeersAsync(TestContext.Current.CancellationToken)).Peers is [{ State: "connected" }];
}
