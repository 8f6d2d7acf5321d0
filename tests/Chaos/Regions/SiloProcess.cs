using System.Net;

namespace Aevrion.Chaos.Regions;

/// <summary>The process of a region's silo: the program that users run, started again after each end.</summary>
/// <param name="program">The assembly.</param>
/// <param name="url">Where it listens.</param>
/// <param name="log">The file that takes what it says.</param>
/// <param name="settings">Its configuration, as environment variables.</param>
internal sealed class SiloProcess(string program, string url, string log, IReadOnlyDictionary<string, string> settings) : IAsyncDisposable
{
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(5);

    private readonly HttpClient _http = new() { BaseAddress = new Uri(url), Timeout = AnswerLimit };
    private ChildProcess? _process;

    /// <summary>True while it is meant to run.</summary>
    public bool IsWanted { get; private set; }

    /// <summary>True when it runs.</summary>
    public bool IsRunning => _process is { HasEnded: false };

    /// <summary>Why it has ended though it was not told to; null when it has not.</summary>
    public string? UnwantedEnd => IsWanted && _process is { HasEnded: true } process ? $"it ended by itself with exit code {process.ExitCode}" : null;

    /// <summary>The most memory that it was seen to take, in bytes.</summary>
    public long PeakMemoryBytes { get; private set; }

    public async Task StartAsync()
    {
        if (!IsRunning)
        {
            if (_process is { } ended)
                await ended.DisposeAsync();
            _process = ChildProcess.Start(log, ["dotnet", program], settings);
        }

        IsWanted = true;
    }

    /// <summary>Takes note of the memory that it takes.</summary>
    public void NoteMemory() => PeakMemoryBytes = Math.Max(PeakMemoryBytes, _process?.MemoryBytes ?? 0);

    /// <summary>True when it says that the region is ready.</summary>
    public async Task<bool> IsReadyAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await _http.GetAsync(new Uri("/readyz", UriKind.Relative), cancellationToken);
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    public async Task KillAsync()
    {
        IsWanted = false;
        if (_process is { HasEnded: false } process)
            await process.KillAsync();
    }

    /// <summary>Ends it in order.</summary>
    public async Task StopAsync()
    {
        IsWanted = false;
        if (_process is { HasEnded: false } process)
            await process.StopAsync();
    }

    /// <summary>Lets it stand still.</summary>
    public void Pause()
    {
        if (_process is { HasEnded: false } process)
            Signals.Stop(process.Id);
    }

    /// <summary>Lets it go on.</summary>
    public void Continue()
    {
        if (_process is { HasEnded: false } process)
            Signals.Continue(process.Id);
    }

    public async ValueTask DisposeAsync()
    {
        IsWanted = false;
        if (_process is { } process)
            await process.DisposeAsync();
        _http.Dispose();
    }
}
