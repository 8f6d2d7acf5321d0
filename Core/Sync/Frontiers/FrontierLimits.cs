namespace Aevrion.Core.Sync.Frontiers;

/// <summary>Limits of what regions say of themselves.</summary>
public static class FrontierLimits
{
    /// <summary>Regions whose records are kept, and the most records in a frame.</summary>
    public const int MaxRegions = 256;

    /// <summary>Peers a record may name.</summary>
    public const int MaxPeers = 256;

    /// <summary>Points a record may have.</summary>
    public const int MaxPoints = 8;

    /// <summary>Digests a region takes in one round; what is left comes in the next.</summary>
    public const int MaxDigestsPerRound = 64;

    /// <summary>Highest version a record may have.</summary>
    public const long MaxVersion = 1L << 62;

    /// <summary>
    /// Highest version of its own record that a region believes others to hold. Beyond it somebody lies, to leave it without versions.
    /// </summary>
    public const long MaxBelievedOwnVersion = 1L << 61;
}
