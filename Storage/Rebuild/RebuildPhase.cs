namespace Aevrion.Storage.Rebuild;

/// <summary>What a rebuild, or a verification, is at.</summary>
public enum RebuildPhase
{
    /// <summary>Counting events and taking digests; progress in events.</summary>
    Tree = 0,

    /// <summary>Building the index of keys; progress in steps of PostgreSQL's own count, which begins anew a few times.</summary>
    KeyIndex = 1,

    /// <summary>Recomputing ids, counts and digests from the events; progress in events.</summary>
    Events = 2,

    /// <summary>Looking up every event through the index of keys; progress in events.</summary>
    Keys = 3,

    /// <summary>Comparing what else is derived; progress as each check counts.</summary>
    Checks = 4,

    /// <summary>Finding the versions that lost to concurrent writes; progress in versions.</summary>
    Conflicts = 5,
}
