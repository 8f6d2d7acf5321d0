using System.Diagnostics;
using System.Globalization;
using System.Net.NetworkInformation;
using Aevrion.Client;

namespace Aevrion.EndToEnd.Tests;

/// <summary>Regions started by <c>./aevrion up --detach</c>, with data and ports of their own; stopped and removed on disposal.</summary>
internal sealed class Deployment : IAsyncDisposable
{
    // A leaf of a second, compared at once: what is written can be compared seconds later.
    private static readonly Dictionary<string, string> Settings = new()
    {
        ["Aevrion__Granularity"] = "1000",
        ["Aevrion__SettleDelay"] = "00:00:00",
    };

    private readonly string _data = Path.Combine(Repository.Root, ".aevrion", "end-to-end", Guid.NewGuid().ToString("n")[..8]);
    private readonly int _basePort = FreePorts(4);

    public string Eu => UrlOf(0);

    public string Us => UrlOf(1);

    public string[] UpArguments => ["up", "--detach", "--data", _data, "--base-port", _basePort.ToString(CultureInfo.InvariantCulture)];

    public string[] DownArguments => ["down", "--data", _data];

    public string UrlOf(int region) => $"http://localhost:{_basePort + region}";

    public static Task<CommandResult> AevrionAsync(params string[] arguments) =>
        Command.RunAsync(Path.Combine(Repository.Root, "aevrion"), arguments, Settings);

    public async Task UpAsync() => (await AevrionAsync(UpArguments)).MustSucceed();

    public async Task DownAsync(params string[] regions) => (await AevrionAsync([.. DownArguments, .. regions])).MustSucceed();

    /// <summary>Runs the command line client against a region.</summary>
    public static Task<CommandResult> CliAsync(string url, params string[] arguments) => AevrionAsync(["--url", url, .. arguments]);

    public int ProcessIdOf(string region) =>
        int.Parse(File.ReadAllText(Path.Combine(_data, "regions", $"{region}-0", "pid")), CultureInfo.InvariantCulture);

    /// <summary>Ends a region's process without a chance to say goodbye.</summary>
    public async Task KillAsync(string region)
    {
        using var silo = Process.GetProcessById(ProcessIdOf(region));
        silo.Kill();
        await silo.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Waits until both regions have the same digest at the same horizon.</summary>
    public async Task EqualDigestsAsync()
    {
        await using var eu = new AevrionClient(Eu);
        await using var us = new AevrionClient(Us);
        await Eventually.HoldsAsync(
            async () =>
            {
                await eu.SyncAsync("us", TestContext.Current.CancellationToken);
                var here = await eu.GetTreeAsync(TestContext.Current.CancellationToken);
                var there = await us.GetTreeAsync(TestContext.Current.CancellationToken);
                return here.Horizon == there.Horizon && here.Count > 0 && here.Count == there.Count && here.Digest == there.Digest;
            },
            "both regions have the same digest");
    }

    public async ValueTask DisposeAsync() => (await AevrionAsync("clean", "--data", _data)).MustSucceed();

    private static int FreePorts(int count)
    {
        var used = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Select(endpoint => endpoint.Port).ToHashSet();
        while (true)
        {
            var first = Random.Shared.Next(10_000, 30_000);
            if (!Enumerable.Range(first, count).Any(used.Contains))
                return first;
        }
    }
}
