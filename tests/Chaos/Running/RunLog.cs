using System.Diagnostics;

namespace Aevrion.Chaos.Running;

/// <summary>What happened in a run and when, in a file; the latest of it in memory. Safe for concurrent use.</summary>
internal sealed class RunLog : IDisposable
{
    private const int MostRemembered = 12;

    private readonly Stopwatch _elapsed = Stopwatch.StartNew();
    private readonly Lock _lock = new();
    private readonly Queue<string> _latest = new();
    private readonly StreamWriter _file;

    public RunLog(string path) => _file = new StreamWriter(path) { AutoFlush = true };

    public TimeSpan Elapsed => _elapsed.Elapsed;

    /// <summary>The latest lines, the oldest first.</summary>
    public List<string> Latest
    {
        get
        {
            lock (_lock)
                return [.. _latest];
        }
    }

    public void Note(string text)
    {
        var line = $"{_elapsed.Elapsed:hh\\:mm\\:ss\\.fff} {text}";
        lock (_lock)
        {
            _file.WriteLine($"{DateTime.UtcNow:HH:mm:ss.fff}  {line}");
            _latest.Enqueue(line);
            if (_latest.Count > MostRemembered)
                _latest.Dequeue();
        }
    }

    public void Dispose() => _file.Dispose();
}
