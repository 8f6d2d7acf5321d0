using System.Globalization;

namespace Aevrion.Silo.Hosting;

/// <summary>
/// The system's time, off by what a file says: so that tests can step the clock of one process back and forth. Elapsed time and timers are those of
/// the system, as when somebody sets the clock of a machine. Safe for concurrent use.
/// </summary>
/// <param name="path">
/// A file with a whole number: milliseconds to add. Looked at every <see cref="RereadPeriodMs"/>; while it cannot be read, the last number stands.
/// </param>
internal sealed class OffsetTimeProvider(string path) : TimeProvider
{
    /// <summary>How often the file is read at most, in milliseconds.</summary>
    public const long RereadPeriodMs = 50;

    /// <summary>Largest offset, in milliseconds: ten years.</summary>
    public const long MaxOffsetMs = 10L * 366 * 24 * 60 * 60 * 1_000;

    private long _offsetMs;
    private long _readAtMs = long.MinValue;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddMilliseconds(OffsetMs());

    private long OffsetMs()
    {
        var nowMs = Environment.TickCount64;
        var readAtMs = Volatile.Read(ref _readAtMs);
        if (nowMs >= readAtMs && Interlocked.CompareExchange(ref _readAtMs, nowMs + RereadPeriodMs, readAtMs) == readAtMs && Read() is { } offsetMs)
            Volatile.Write(ref _offsetMs, offsetMs);
        return Volatile.Read(ref _offsetMs);
    }

    private long? Read()
    {
        try
        {
            return long.TryParse(File.ReadAllText(path), CultureInfo.InvariantCulture, out var offsetMs) && Math.Abs(offsetMs) <= MaxOffsetMs ? offsetMs : null;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
