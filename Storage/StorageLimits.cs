namespace Aevrion.Storage;

/// <summary>Limits of the storage contract.</summary>
public static class StorageLimits
{
    /// <summary>Most events in one transaction: a full batch of the HTTP API.</summary>
    public const int MaxTransactionEvents = 10_000;

    /// <summary>Most bytes of keys and values in one transaction (64 MiB); the HTTP API and the peer protocol stay well below.</summary>
    public const long MaxTransactionBytes = 64L * 1024 * 1024;

    /// <summary>Most rows in a page of the HTTP API. The store reads one more when asked, which tells whether there is another page.</summary>
    public const int MaxPage = 1_000;
}
