namespace Aevrion.Storage.Rebuild;

/// <summary>What a rebuild is at.</summary>
public enum RebuildPhase
{
    /// <summary>Counting events and taking digests; progress in events.</summary>
    Tree = 0,

    /// <summary>Building the index of keys; progress in steps of PostgreSQL's own count, which begins anew a few times.</summary>
    KeyIndex = 1,
}
