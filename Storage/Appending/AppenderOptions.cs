namespace Aevrion.Storage.Appending;

/// <summary>Limits of group commit. Checked by <see cref="AppenderOptionsValidator"/>.</summary>
public sealed class AppenderOptions
{
    /// <summary>
    /// Transactions in flight at most; this region's own writes and those of peers leave the last one to each other. 1 to 16. Default 4.
    /// </summary>
    public int MaxTransactions { get; set; } = 4;

    /// <summary>
    /// Events that suffice for a transaction to begin beside others of their kind. Fewer do when they are as many as those have, and at
    /// least <see cref="LeastParallelEvents"/>: so a few writers divide between two transactions, and many fill large ones. Default 500.
    /// </summary>
    public int ParallelEvents { get; set; } = 500;

    /// <summary>
    /// Fewer writes of this region never begin a transaction beside another of their kind; they wait for it to end, and go together: a
    /// transaction costs as much as tens of events. What peers send comes in batches as it is. Default 32.
    /// </summary>
    public int LeastParallelEvents { get; set; } = 32;

    /// <summary>How long requests wait for a transaction under way to end before they go on without it, however few they are. Default 1 s.</summary>
    public TimeSpan StallDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Events a transaction takes at most, unless a single request holds more. Default 1,000.</summary>
    public int MaxGroupEvents { get; set; } = 1_000;

    /// <summary>Value bytes a transaction takes at most, unless a single request holds more. Default 8 MiB.</summary>
    public int MaxGroupBytes { get; set; } = 8 * 1024 * 1024;

    /// <summary>Events that may wait; more are refused. Default 100,000.</summary>
    public int MaxQueuedEvents { get; set; } = 100_000;

    /// <summary>Bytes of keys and values that may wait; more are refused. Default 256 MiB.</summary>
    public long MaxQueuedBytes { get; set; } = 256L * 1024 * 1024;

    /// <summary>How often a group whose transaction failed for want of a connection is tried again at once. Default 2.</summary>
    public int Retries { get; set; } = 2;

    /// <summary>How long disposal waits for what is queued to be committed; then the rest fails. Default 10 s.</summary>
    public TimeSpan DrainTimeout { get; set; } = TimeSpan.FromSeconds(10);
}
