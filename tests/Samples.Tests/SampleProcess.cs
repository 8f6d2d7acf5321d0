using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Aevrion.Samples.Tests;

/// <summary>A sample that runs as a process of its own, as its reader would start it.</summary>
internal sealed class SampleProcess : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(90);

    private readonly Process _process;
    private readonly StringBuilder _output = new();

    private SampleProcess(Process process, string url)
    {
        _process = process;
        Url = url;
        Http = new HttpClient { BaseAddress = new Uri(url) };
        process.OutputDataReceived += (_, line) => Note(line.Data);
        process.ErrorDataReceived += (_, line) => Note(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public string Url { get; }

    public HttpClient Http { get; }

    public static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    /// <summary>Starts a sample on a port and waits until it answers there.</summary>
    /// <param name="sample">Its name, that of its folder.</param>
    /// <param name="port">Where it shall listen.</param>
    /// <param name="readyPath">What answers 200 once it is ready.</param>
    /// <param name="settings">Settings for its command line, <c>name=value</c>.</param>
    public static async Task<SampleProcess> StartAsync(string sample, int port, string readyPath, params string[] settings)
    {
        var url = $"http://127.0.0.1:{port}";
        var assembly = AssemblyOf(sample);
        var folder = Path.Combine(Repository.Root, "samples", sample);
        var start = new ProcessStartInfo("dotnet", [assembly, $"--urls={url}", $"--contentRoot={folder}", .. settings.Select(setting => $"--{setting}")])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var process = new SampleProcess(Process.Start(start)!, url);
        try
        {
            await process.WaitUntilReadyAsync(readyPath);
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }

        return process;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    /// <summary>Where the build that these tests belong to has put it.</summary>
    private static string AssemblyOf(string sample)
    {
        var name = $"Aevrion.Samples.{sample}";
        var own = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        return Path.Combine(own.Parent!.Parent!.FullName, name, own.Name, $"{name}.dll");
    }

    private async Task WaitUntilReadyAsync(string path)
    {
        var started = Stopwatch.GetTimestamp();
        while (!await IsReadyAsync(path))
        {
            Assert.False(_process.HasExited, $"It ended: {Output}");
            Assert.True(Stopwatch.GetElapsedTime(started) < Deadline, $"It does not answer: {Output}");
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }

    private async Task<bool> IsReadyAsync(string path)
    {
        try
        {
            using var answer = await Http.GetAsync(path, TestContext.Current.CancellationToken);
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private string Output
    {
        get
        {
            lock (_output)
                return _output.ToString();
        }
    }

    private void Note(string? line)
    {
        lock (_output)
            _output.AppendLine(line);
    }
}
