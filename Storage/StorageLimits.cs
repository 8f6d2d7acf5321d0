namespace Aevrion.Storage;

/// <summary>Limits of the storage contract.</summary>
public static class StorageLimits
{
    /// <summary>Most events in one transaction: a full batch of the HTTP API.</summary>
    public const int MaxTransactionEvents = 10_000;

    /// <summary>Most bytes of keys and values in one transaction (64 MiB); the HTTP API and the peer protocol stay well below.</summary>
    public const long MaxTransactionBytes = 64L * 1024 * 1024;

    /// <summary>
    /// Regions that events come from, all that ever were. The number that stands for one has two bytes; without a limit, whoever may send
    /// events of other regions could use all numbers up, and then no new region could write.
    /// </summary>
    public const int MaxOrigins = 1_000;

    /// <summary>Most rows in a page of the HTTP API. The store reads one more when asked, which tells whether there is another page.</summary>
    public const int MaxPage = 1_000;

    /// <summary>
    /// Most entries of the key index that a page of live keys looks up, one for each key and era that has it: deleted keys, and keys that
    /// are not there yet at the time read, make a page shorter instead of slower.
    /// </summary>
    public const int MaxScanSteps = 5_000;

    /// <summary>Most events that a page of the log with a prefix looks at.</summary>
    public const int MaxLogSteps = 10_000;
}
