namespace Aevrion.Grains.Watches;

/// <summary>Limits of watches. The times that can be set are in <see cref="Hosting.RegionOptions"/>.</summary>
public static class WatchLimits
{
    /// <summary>Watches that a silo serves at one time; more are refused.</summary>
    public const int MaxWatches = 1_000;

    /// <summary>Changes in the memory of a silo that has watches; whoever is further behind reads them from the database.</summary>
    public const int MaxRecentChanges = 10_000;

    /// <summary>Bytes of their keys and values (32 MiB).</summary>
    public const long MaxRecentBytes = 32L * 1024 * 1024;

    /// <summary>Changes that a watch takes from memory or reads from the database at a time.</summary>
    internal const int MaxPageChanges = 500;

    /// <summary>Bytes of values after which a reading from the database ends (256 KiB).</summary>
    internal const long MaxPageBytes = 256 * 1024;

    /// <summary>Commits in such a reading.</summary>
    internal const int MaxPageCommits = 500;

    /// <summary>Readings from the database at one time, of watches that are behind.</summary>
    internal const int MaxReadings = 4;

    /// <summary>Searches for the place of an event at one time.</summary>
    internal const int MaxSearches = 2;

    /// <summary>How long commits of this silo may come out of order before the log is asked for what is between them.</summary>
    internal static readonly TimeSpan GapDelay = TimeSpan.FromMilliseconds(20);

    /// <summary>How often the log is asked for commits that nobody told of.</summary>
    internal static readonly TimeSpan PollPeriod = TimeSpan.FromSeconds(1);

    /// <summary>Silos tell each other positions at most this often.</summary>
    internal static readonly TimeSpan TellPause = TimeSpan.FromMilliseconds(10);

    /// <summary>How long changes are kept in memory when the last watch has gone: it may resume.</summary>
    internal static readonly TimeSpan Linger = TimeSpan.FromSeconds(30);
}
