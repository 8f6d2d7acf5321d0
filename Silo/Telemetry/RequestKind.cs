namespace Aevrion.Silo.Telemetry;

/// <summary>What a request is about, as far as the region's load goes.</summary>
internal enum RequestKind
{
    /// <summary>No client's: probes of the process, and other regions' connections.</summary>
    NoClient,

    /// <summary>Neither reads nor writes keys, or lasts: watches, backups, and what concerns the region.</summary>
    Other,

    /// <summary>Answers a key or a page of keys.</summary>
    Read,

    /// <summary>Answers many keys, and counts them itself.</summary>
    ReadMany,

    /// <summary>Writes keys.</summary>
    Write,
}
