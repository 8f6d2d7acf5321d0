namespace Aevrion.Storage.Verification;

/// <summary>What a verification finds. The words are part of the API.</summary>
public static class MismatchKinds
{
    /// <summary>An event's id is not the hash of its key, value and timestamp.</summary>
    public const string EventId = "event-id";

    /// <summary>An event breaks a limit that every event keeps.</summary>
    public const string EventRule = "event-rule";

    /// <summary>An event names a region that the database does not know.</summary>
    public const string EventOrigin = "event-origin";

    /// <summary>An event is in another era than its time belongs to.</summary>
    public const string EventEra = "event-era";

    /// <summary>The eras do not cover all time, or overlap.</summary>
    public const string EraSpans = "era-spans";

    /// <summary>A node of the tree counts another number of events.</summary>
    public const string NodeCount = "node-count";

    /// <summary>A node's digest counts as valid and is not that of its events.</summary>
    public const string NodeDigest = "node-digest";

    /// <summary>The index of keys is missing or broken, lacks an event, or has one that is not there.</summary>
    public const string KeyIndex = "key-index";

    /// <summary>The filter of an era's keys hides a key.</summary>
    public const string KeyFilter = "key-filter";
}
