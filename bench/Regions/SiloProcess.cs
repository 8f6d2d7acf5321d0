using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Aevrion.Silo.Hosting;

namespace Aevrion.Bench.Regions;

/// <summary>A silo as a process of its own, as a user would run it, on a free port of loopback.</summary>
internal sealed class SiloProcess : IAsyncDisposable
{
    /// <summary>Lines of its output that are kept for a message.</summary>
    private const int KeptLines = 25;

    private const string Health = "readyz";

    private static readonly TimeSpan PollPeriod = TimeSpan.FromMilliseconds(20);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = new();

    private SiloProcess(Process process, int port)
    {
        _process = process;
        Port = port;
    }

    public int Port { get; }

    /// <summary>From the start of the process until it said that it is ready.</summary>
    public TimeSpan ReadyAfter { get; private set; }

    /// <summary>Processor time of all its threads so far.</summary>
    public TimeSpan CpuTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Bytes of memory that it has now.</summary>
    public long ResidentBytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>Starts one and waits until it is ready.</summary>
    /// <param name="connectionString">Its database.</param>
    /// <param name="readyWithin">How long that may take.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <param name="settings">Settings besides, as <c>("SyncPeriod", "00:00:10")</c> or <c>("Peers__us__Url", "…")</c>.</param>
    /// <exception cref="InvalidDataException">It ended, or was not ready in time; the message has what it said last.</exception>
    public static async Task<SiloProcess> StartAsync(
        string connectionString, TimeSpan readyWithin, CancellationToken cancellationToken, params IReadOnlyList<(string Name, string Value)> settings)
    {
        var port = settings.FirstOrDefault(setting => setting.Name == "Urls").Value is { } url ? new Uri(url).Port : FreePort();
        var start = new ProcessStartInfo("dotnet", [typeof(RegionBuilder).Assembly.Location])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        IEnumerable<(string Name, string Value)> all =
            [("Region", BenchRegion.Name), ("Postgres", connectionString), ("Urls", $"http://127.0.0.1:{port}"), .. settings];
        foreach (var (name, value) in all)
            start.Environment[$"Aevrion__{name}"] = value;

        var started = TimeProvider.System.GetTimestamp();
        var silo = new SiloProcess(Process.Start(start)!, port);
        try
        {
            silo.Listen();
            await silo.AwaitReadyAsync(readyWithin, cancellationToken);
            silo.ReadyAfter = TimeProvider.System.GetElapsedTime(started);
            return silo;
        }
        catch
        {
            await silo.DisposeAsync();
            throw;
        }
    }

    /// <summary>A port that nobody listens on.</summary>
    public static int FreePort()
    {
        using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        probe.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)probe.LocalEndPoint!).Port;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            using (var stop = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]))
                await stop.WaitForExitAsync();
            using var limit = new CancellationTokenSource(BenchRegion.StopTimeout);
            try
            {
                await _process.WaitForExitAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                _process.Kill();
            }
        }

        _process.Dispose();
    }

    private void Listen()
    {
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    private void Keep(string? line)
    {
        if (line is null)
            return;
        _output.Enqueue(line);
        while (_output.Count > KeptLines)
            _output.TryDequeue(out _);
    }

    private async Task AwaitReadyAsync(TimeSpan readyWithin, CancellationToken cancellationToken)
    {
        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{Port}/") };
        var started = TimeProvider.System.GetTimestamp();
        while (!await IsReadyAsync(client, cancellationToken))
        {
            if (_process.HasExited || TimeProvider.System.GetElapsedTime(started) > readyWithin)
                throw new InvalidDataException($"The silo is not ready. It said last:\n{string.Join('\n', _output)}");
            await Task.Delay(PollPeriod, cancellationToken);
        }
    }

    private static async Task<bool> IsReadyAsync(HttpClient client, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await client.GetAsync(Health, cancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
