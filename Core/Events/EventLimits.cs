namespace Aevrion.Core.Events;

/// <summary>The limits every event keeps, wherever it comes from.</summary>
public static class EventLimits
{
    /// <summary>Longest key, in UTF-8 bytes; the shortest is one byte.</summary>
    public const int MaxKeyBytes = 1024;

    /// <summary>Largest value, in bytes (1 MiB).</summary>
    public const int MaxValueBytes = 1024 * 1024;

    /// <summary>Most parents an event may name.</summary>
    public const int MaxParents = 64;

    /// <summary>Latest timestamp, in milliseconds since the Unix epoch: the last one of the year 9999.</summary>
    public const long MaxTimestamp = 253_402_300_799_999;
}
