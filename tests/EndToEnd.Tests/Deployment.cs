using System.Diagnostics;
using System.Globalization;
using System.Net.NetworkInformation;
using Aevrion.Client;

namespace Aevrion.EndToEnd.Tests;

/// <summary>Regions started by <c>./aevrion up --detach</c>, with data and ports of their own; stopped and removed on disposal.</summary>
/// <param name="silos">Silos a region; 0 for as many as the environment variable <see cref="SilosVariable"/> says, or one.</param>
internal sealed class Deployment(int silos = 0) : IAsyncDisposable
{
    private const string SilosVariable = "AEVRION_TEST_SILOS";

    private const int RegionPorts = 4;

    /// <summary>How far the ports of a region's silos are apart.</summary>
    private const int SiloPorts = 100;

    /// <summary>Where the ports of HTTP, of silos among each other and of the cluster's clients begin, from the base port on.</summary>
    private static readonly int[] PortOffsets = [0, 10_000, 20_000];

    // A leaf of a second, compared at once: what is written can be compared seconds later.
    public static readonly IReadOnlyDictionary<string, string> Settings = new Dictionary<string, string>
    {
        ["Aevrion__Granularity"] = "1000",
        ["Aevrion__SettleDelay"] = "00:00:00",
    };

    private readonly string _data = Path.Combine(Repository.Root, ".aevrion", "end-to-end", Guid.NewGuid().ToString("n")[..8]);
    private readonly int _silos = silos > 0 ? silos : SilosOfTheRun();
    private readonly int _basePort = FreePorts();

    public string Eu => UrlOf(0);

    public string Us => UrlOf(1);

    public string[] UpArguments =>
    [
        "up", "--detach", "--data", _data, "--base-port", _basePort.ToString(CultureInfo.InvariantCulture),
        "--silos", _silos.ToString(CultureInfo.InvariantCulture),
    ];

    public string[] DownArguments => ["down", "--data", _data];

    public string UrlOf(int region, int silo = 0) => $"http://localhost:{_basePort + (SiloPorts * silo) + region}";

    public static Task<CommandResult> AevrionAsync(params string[] arguments) =>
        Command.RunAsync(Path.Combine(Repository.Root, "aevrion"), arguments, Settings);

    /// <summary>Starts what does not run. Nothing is left behind when that fails.</summary>
    public async Task UpAsync()
    {
        var result = await AevrionAsync(UpArguments);
        if (result.ExitCode != 0)
            await DisposeAsync();
        result.MustSucceed();
    }

    public async Task DownAsync(params string[] regions) => (await AevrionAsync([.. DownArguments, .. regions])).MustSucceed();

    /// <summary>Runs the command line client against a region.</summary>
    public static Task<CommandResult> CliAsync(string url, params string[] arguments) => AevrionAsync(["--url", url, .. arguments]);

    public int ProcessIdOf(string region, int silo = 0) =>
        int.Parse(File.ReadAllText(Path.Combine(_data, "regions", $"{region}-{silo}", "pid")), CultureInfo.InvariantCulture);

    /// <summary>Ends the process of a silo without a chance to say goodbye.</summary>
    public async Task KillAsync(string region, int silo = 0)
    {
        using var process = Process.GetProcessById(ProcessIdOf(region, silo));
        process.Kill();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
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

    private static int SilosOfTheRun() =>
        Environment.GetEnvironmentVariable(SilosVariable) is { Length: > 0 } number ? int.Parse(number, CultureInfo.InvariantCulture) : 1;

    private static int FreePorts()
    {
        var used = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Select(endpoint => endpoint.Port).ToHashSet();
        while (true)
        {
            // All of them below the ports that the system gives to outgoing connections.
            var first = Random.Shared.Next(8_000, 12_000);
            if (!PortOffsets.Any(offset => Enumerable.Range(first + offset, SiloPorts + RegionPorts).Any(used.Contains)))
                return first;
        }
    }
}
