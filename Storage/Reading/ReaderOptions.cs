namespace Aevrion.Storage.Reading;

/// <summary>Limits of grouped reading. Checked by <see cref="ReaderOptionsValidator"/>.</summary>
public sealed class ReaderOptions
{
    /// <summary>Readings in flight at most. 1 to 16. Default 4.</summary>
    public int MaxReadings { get; set; } = 4;

    /// <summary>Keys that have to wait before a reading begins beside others; fewer wait for one to end, and go together. Default 16.</summary>
    public int ParallelKeys { get; set; } = 16;

    /// <summary>Keys that one reading takes at most. Default 256.</summary>
    public int MaxGroupKeys { get; set; } = 256;

    /// <summary>Value bytes that one reading brings at most, and one value more; the keys left over go into the next. Default 4 MiB.</summary>
    public long MaxGroupBytes { get; set; } = 4 * 1024 * 1024;

    /// <summary>Keys that may wait; more are refused. Default 100,000.</summary>
    public int MaxQueuedKeys { get; set; } = 100_000;
}
