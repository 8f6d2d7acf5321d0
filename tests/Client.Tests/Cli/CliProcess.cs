using System.Diagnostics;

namespace Aevrion.Client.Tests.Cli;

/// <summary>The built command as a process of its own.</summary>
internal sealed class CliProcess : IDisposable
{
    private static readonly TimeSpan MaxDuration = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private int _outputLines;
    private readonly Task<byte[]> _output;
    private readonly Task<string> _error;

    private CliProcess(Process process)
    {
        _process = process;
        _output = ReadAsync(process.StandardOutput.BaseStream, lines => Interlocked.Add(ref _outputLines, lines));
        _error = process.StandardError.ReadToEndAsync();
    }

    public static string Executable => Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "Aevrion.Cli.exe" : "Aevrion.Cli");

    /// <summary>Runs the command to its end.</summary>
    public static Task<CliResult> RunAsync(string? url, params string[] arguments) => RunAsync(url, [], arguments);

    /// <summary>Runs the command to its end with this standard input.</summary>
    public static async Task<CliResult> RunAsync(string? url, byte[] input, params string[] arguments)
    {
        using var process = Start(url, arguments);
        try
        {
            await process._process.StandardInput.BaseStream.WriteAsync(input);
            process._process.StandardInput.Close();
        }
        catch (IOException)
        {
            // The command ended without reading its input.
        }

        return await process.EndAsync();
    }

    public static CliProcess Start(string? url, params string[] arguments)
    {
        var start = new ProcessStartInfo(Executable, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Remove("AEVRION_TOKEN");
        start.Environment["AEVRION_URL"] = url ?? "";
        return new CliProcess(Process.Start(start) ?? throw new InvalidOperationException("The command did not start."));
    }

    /// <summary>Lines that the command has written so far.</summary>
    public int OutputLines => Volatile.Read(ref _outputLines);

    public int Id => _process.Id;

    public void Kill() => _process.Kill();

    public async Task<CliResult> EndAsync()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(MaxDuration);
        await _process.WaitForExitAsync(limit.Token);
        return new CliResult(_process.ExitCode, await _output, await _error);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }

    private static async Task<byte[]> ReadAsync(Stream stream, Action<int> onLines)
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[4_096];
        while (await stream.ReadAsync(buffer) is > 0 and var read)
        {
            await bytes.WriteAsync(buffer.AsMemory(0, read));
            onLines(buffer.AsSpan(0, read).Count((byte)'\n'));
        }

        return bytes.ToArray();
    }
}
