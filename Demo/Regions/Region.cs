using System.Diagnostics;
using Aevrion.Client;

namespace Aevrion.Demo.Regions;

/// <summary>One region: a silo process with a database of its own, and the client that talks to it.</summary>
internal sealed class Region : IAsyncDisposable
{
    private static readonly TimeSpan ReadyPatience = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan PollDelay = TimeSpan.FromMilliseconds(50);

    private readonly DemoSettings _settings;
    private readonly int[] _ports;
    private readonly string _folder;
    private Process? _process;
    private AevrionClient? _client;

    /// <param name="name">Name of the region.</param>
    /// <param name="ports">For HTTP; and between silos and for gateways, which only the Orleans engine uses.</param>
    public Region(string name, int[] ports, DemoSettings settings)
    {
        Name = name;
        _ports = ports;
        _settings = settings;
        _folder = Path.Combine(settings.Data, "regions", $"{name}-0");
    }

    public string Name { get; }

    public int Port => _ports[0];

    public string Url => $"http://127.0.0.1:{Port}";

    /// <summary>What the process has written.</summary>
    public string Log => Path.Combine(_folder, "log");

    public IAevrionClient Client => _client ?? throw new InvalidOperationException($"Region {Name} was not started.");

    /// <summary>Starts the process; it is not ready yet.</summary>
    public void Start(Region peer, string peerUrl)
    {
        Directory.CreateDirectory(_folder);

        // The shell only opens the log. A session of its own keeps the terminal's Ctrl+C away: the demo ends its regions itself.
        const string Script = "log=$1; shift; exec setsid \"$@\" >>\"$log\" 2>&1 </dev/null";
        var start = new ProcessStartInfo(
            "/bin/sh", ["-c", Script, "sh", Log, Environment.ProcessPath ?? "dotnet", _settings.Silo, $"--Aevrion:Region={Name}"]);
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("Aevrion__", StringComparison.OrdinalIgnoreCase)).ToList())
            start.Environment.Remove(name);
        foreach (var (name, value) in SettingsFor(peer, peerUrl))
            start.Environment[$"Aevrion__{name}"] = value;
        _process = Process.Start(start) ?? throw new InvalidOperationException("There is no shell.");
        File.WriteAllText(Path.Combine(_folder, "pid"), _process.Id.ToString());
        _client = Connect();
    }

    /// <summary>Waits until the region answers.</summary>
    /// <exception cref="RegionFailedException">The process ended, or took too long.</exception>
    public async Task<RegionStatus> ReadyAsync(CancellationToken cancellationToken)
    {
        var started = Stopwatch.StartNew();
        while (started.Elapsed < ReadyPatience)
        {
            if (_process!.HasExited)
                throw new RegionFailedException($"Region {Name} ended before it was ready (log: {Log}).");
            try
            {
                var status = await Client.GetStatusAsync(cancellationToken);
                if (status.Storage?.State == "ready")
                    return status;
            }
            catch (AevrionUnavailableException)
            {
                // Not up yet.
            }

            await Task.Delay(PollDelay, cancellationToken);
        }

        throw new RegionFailedException($"Region {Name} is not ready after {ReadyPatience.TotalSeconds} s (log: {Log}).");
    }

    /// <summary>Ends the process without a warning (SIGKILL), as a power cut would.</summary>
    public async Task KillAsync()
    {
        _client?.Dispose();
        if (_process is null)
            return;
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
        File.Delete(Path.Combine(_folder, "pid"));
    }

    public async ValueTask DisposeAsync() => await KillAsync();

    // A leaf a second, closed as soon as it is over: whatever the story writes takes part in the exchanges that follow. They happen
    // after a reconnect and on request, not by the clock.
    private Dictionary<string, string> SettingsFor(Region peer, string peerUrl)
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Postgres"] = $"{_settings.Postgres};Database=aevrion_demo_{Name}",
            ["Urls"] = Url,
            [$"Peers__{peer.Name}__Url"] = peerUrl,
            ["Granularity"] = "1000",
            ["SettleDelay"] = "00:00:00",
            ["SyncPeriod"] = "01:00:00",
        };
        if (_settings.Engine == "Orleans")
        {
            settings["Cluster__SiloPort"] = _ports[1].ToString();
            settings["Cluster__GatewayPort"] = _ports[2].ToString();
        }

        return settings;
    }

    private AevrionClient Connect()
    {
        var options = new AevrionClientOptions { MaxPasses = 1 };
        options.Urls.Add(Url);
        return new AevrionClient(options);
    }
}
