namespace Aevrion.Storage.Conflicts;

/// <summary>Limits of following the commits for conflicts.</summary>
public static class ConflictLimits
{
    /// <summary>Newest versions of a key that are read first, together with those of other keys.</summary>
    public const int NewestVersions = 4;

    /// <summary>Newest versions of a key that are read next, where those do not do; together with those of <see cref="MaxKeysOfMore"/>.</summary>
    public const int MoreVersions = 64;

    /// <summary>Most keys of which <see cref="MoreVersions"/> are read together.</summary>
    public const int MaxKeysOfMore = 200;

    /// <summary>Most keys that are read together.</summary>
    public const int MaxKeysAtOnce = 1_000;

    /// <summary>Most versions of one key in a page, when it needs more than <see cref="MoreVersions"/>: those are read key by key.</summary>
    public const int MaxVersionsAtOnce = 1_000;

    /// <summary>Most commits in a step of the follower.</summary>
    public const int MaxStepCommits = 5_000;

    /// <summary>Events of a step: it ends after the commit that exceeds them.</summary>
    public const int MaxStepEvents = 10_000;

    /// <summary>Versions of a range of keys that is compared in one transaction, beside those of its last key.</summary>
    public const int RangeVersions = 10_000;

    /// <summary>Events that a silo remembers for a follower.</summary>
    internal const int MaxEventsRemembered = 131_072;

    /// <summary>Bytes of their keys, values and parents (64 MiB).</summary>
    internal const long MaxEventBytesRemembered = 64L * 1024 * 1024;

    /// <summary>Keys that a follower remembers.</summary>
    internal const int MaxKeysRemembered = 262_144;

    /// <summary>Their bytes (32 MiB).</summary>
    internal const long MaxKeyBytesRemembered = 32L * 1024 * 1024;

    /// <summary>
    /// So long after its start a follower does not take a silo's word for what was the latest version: a version that the silo had not heard of
    /// yet may have been followed before the start, and be in nobody's memory.
    /// </summary>
    public static readonly TimeSpan TrustDelay = TimeSpan.FromSeconds(60);

    /// <summary>The follower's position is written at least so often while it moves; what a crash makes it read again is no more.</summary>
    public static readonly TimeSpan SavePeriod = TimeSpan.FromSeconds(1);
}
