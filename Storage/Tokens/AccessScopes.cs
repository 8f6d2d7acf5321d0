namespace Aevrion.Storage.Tokens;

/// <summary>What a token opens. <see cref="Write"/> does not imply <see cref="Read"/>; <see cref="Admin"/> implies all but <see cref="Peer"/>.</summary>
[Flags]
public enum AccessScopes
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Values, histories, scans, watches, conflicts, digests.</summary>
    Read = 1,

    /// <summary>Writes that the region dates itself, and settlements.</summary>
    Write = 2,

    /// <summary>Batch lines that bring a timestamp.</summary>
    Import = 4,

    /// <summary>All of these, and, without limits to keys, the region itself: peers, verification, rebuilds, tokens.</summary>
    Admin = 8,

    /// <summary>The endpoint of other regions, and nothing else.</summary>
    Peer = 16,
}
