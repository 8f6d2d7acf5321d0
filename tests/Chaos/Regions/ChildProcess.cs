using System.Diagnostics;

namespace Aevrion.Chaos.Regions;

/// <summary>
/// A program that runs in a session of its own, so that Ctrl+C reaches this process alone, with its output appended to a file. Killed on disposal.
/// </summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    /// <summary>The file is $0; each program replaces the one before, so the process id stays.</summary>
    private const string Wrapper = "exec >>\"$0\" 2>&1 </dev/null; exec setsid \"$@\"";

    private static readonly TimeSpan EndTimeout = TimeSpan.FromSeconds(20);

    private readonly Process _process;

    private int _exitCode;

    private ChildProcess(Process process)
    {
        _process = process;
        Id = process.Id;
        Ended = EndAsync();
    }

    /// <summary>Its process id.</summary>
    public int Id { get; }

    /// <summary>True once it has ended.</summary>
    public bool HasEnded => Ended.IsCompleted;

    /// <summary>Completes when it has ended.</summary>
    public Task Ended { get; }

    /// <summary>How it ended.</summary>
    public int ExitCode => Volatile.Read(ref _exitCode);

    /// <summary>Memory that it takes now, in bytes.</summary>
    public long MemoryBytes => HasEnded ? 0 : Signals.MemoryOf(Id);

    public static ChildProcess Start(string log, IReadOnlyList<string> command, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo("sh", ["-c", Wrapper, log, .. command]) { UseShellExecute = false, WorkingDirectory = "/" };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        return new ChildProcess(Process.Start(start) ?? throw new InvalidOperationException($"{command[0]} did not start."));
    }

    /// <summary>Asks it to end, and kills it when it does not.</summary>
    public async Task StopAsync()
    {
        Signals.Terminate(Id);
        try
        {
            await Ended.WaitAsync(EndTimeout);
        }
        catch (TimeoutException)
        {
            await KillAsync();
        }
    }

    public async Task KillAsync()
    {
        if (!HasEnded)
            Signals.Kill(Id);
        await Ended.WaitAsync(EndTimeout);
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process.Dispose();
    }

    private async Task EndAsync()
    {
        await _process.WaitForExitAsync(CancellationToken.None);
        Volatile.Write(ref _exitCode, _process.ExitCode);
    }
}
