namespace Aevrion.Storage.Commits;

/// <summary>How much of the commit log is kept. Checked by <see cref="CommitLogOptionsValidator"/>.</summary>
public sealed class CommitLogOptions
{
    /// <summary>How long a commit stays in the log. 1 minute to 366 days. Default 24 hours.</summary>
    public TimeSpan Retention { get; set; } = TimeSpan.FromHours(24);

    /// <summary>
    /// How large the log may be, in bytes of PostgreSQL's disk, roughly; the oldest commits go before their time when it would be larger.
    /// 1 MiB to 1 TiB. Default 4 GiB: 30 million commits of one event, or 100 million events in large batches.
    /// </summary>
    public long MaxBytes { get; set; } = 4L * 1024 * 1024 * 1024;
}
