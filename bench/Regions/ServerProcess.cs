using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Aevrion.Bench.Regions;

/// <summary>An HTTP server as a process of its own, on loopback.</summary>
internal class ServerProcess : IAsyncDisposable
{
    /// <summary>Lines of its output that are kept for a message.</summary>
    private const int KeptLines = 25;

    private static readonly TimeSpan PollPeriod = TimeSpan.FromMilliseconds(20);

    private readonly ConcurrentQueue<string> _output = new();
    private readonly Process _process;
    private readonly long _startedAt = TimeProvider.System.GetTimestamp();

    /// <param name="port">Where it will listen.</param>
    /// <param name="arguments">What <c>dotnet</c> is started with.</param>
    /// <param name="environment">Variables besides those of this process.</param>
    protected ServerProcess(int port, IEnumerable<string> arguments, IEnumerable<(string Name, string Value)> environment)
    {
        Port = port;
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
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

    /// <summary>Waits until a path is answered with success; <see cref="ReadyAfter"/> says afterwards how long that took.</summary>
    /// <exception cref="InvalidDataException">It ended, or was not ready in time; the message has what it said last.</exception>
    protected async Task AwaitReadyAsync(string path, TimeSpan within, CancellationToken cancellationToken)
    {
        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{Port}/") };
        while (!await IsReadyAsync(client, path, cancellationToken))
        {
            if (_process.HasExited || TimeProvider.System.GetElapsedTime(_startedAt) > within)
                throw new InvalidDataException($"The server is not ready. It said last:\n{string.Join('\n', _output)}");
            await Task.Delay(PollPeriod, cancellationToken);
        }

        ReadyAfter = TimeProvider.System.GetElapsedTime(_startedAt);
    }

    private static async Task<bool> IsReadyAsync(HttpClient client, string path, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await client.GetAsync(path, cancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private void Keep(string? line)
    {
        if (line is null)
            return;
        _output.Enqueue(line);
        while (_output.Count > KeptLines)
            _output.TryDequeue(out _);
    }
}
