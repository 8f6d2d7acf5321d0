namespace Aevrion.Client;

/// <summary>The limits of the HTTP contract. The client checks those of them that it can before anything is sent.</summary>
public static class AevrionLimits
{
    /// <summary>The longest key, in UTF-8 bytes.</summary>
    public const int MaxKeyBytes = 1_024;

    /// <summary>The largest value, in bytes.</summary>
    public const int MaxValueBytes = 1_024 * 1_024;

    /// <summary>The most lines of one batch.</summary>
    public const int MaxBatchLines = 10_000;

    /// <summary>The largest batch as it goes over the wire, in bytes.</summary>
    public const int MaxBatchBytes = 16 * 1_024 * 1_024;

    /// <summary>The longest idempotency key of a batch, in characters.</summary>
    public const int MaxIdempotencyKeyLength = 128;

    /// <summary>How long a region knows a batch by its idempotency key.</summary>
    public static readonly TimeSpan BatchAnswerRetention = TimeSpan.FromHours(24);

    /// <summary>The most items that a region returns in one page.</summary>
    public const int MaxPageSize = 1_000;

    /// <summary>The longest time that a write waits for other regions.</summary>
    public static TimeSpan MaxAckTimeout { get; } = TimeSpan.FromMinutes(5);

    /// <summary>The most URLs that one client fails over between.</summary>
    public const int MaxUrls = 32;

    /// <summary>The largest answer that the client takes into memory, in bytes. A history page with values is the only one to come near.</summary>
    public const int MaxResponseBytes = 256 * 1_024 * 1_024;
}
