namespace Aevrion.Core.Sync.Trust;

/// <summary>Limits of what is taken from a peer, and of how long one that breaks the protocol is kept out.</summary>
public static class TrustLimits
{
    /// <summary>How long a peer is kept out after its first violation, in milliseconds; doubles with each further one.</summary>
    public const long MinBackOffMs = 1_000;

    /// <summary>The longest that it is kept out, in milliseconds.</summary>
    public const long MaxBackOffMs = 600_000;

    /// <summary>
    /// A peer that was let in again and has behaved for this long, or for twice as long as it was kept out if that is longer, begins anew
    /// with the shortest, in milliseconds.
    /// </summary>
    public const long MinProbationMs = 10_000;

    /// <summary>Frames a second that a peer may send. Normal operation stays below a tenth of it: a push waits for a commit.</summary>
    public const long MaxFramesPerSecond = 50_000;

    /// <summary>Events a second that a peer may send. Far more than a database commits.</summary>
    public const long MaxEventsPerSecond = 1_000_000;

    /// <summary>Bytes a second that a peer may send (1 GiB).</summary>
    public const long MaxBytesPerSecond = 1L << 30;

    /// <summary>For how many seconds' worth of its limits a peer may send at once.</summary>
    public const int BurstSeconds = 10;

    /// <summary>Most prefixes of keys that a peer may be limited to.</summary>
    public const int MaxWritePrefixes = 256;

    /// <summary>All of them together at most, in bytes, with everything but unreserved characters percent-encoded and a blank between them.</summary>
    public const int MaxWritePrefixBytes = 4_096;
}
