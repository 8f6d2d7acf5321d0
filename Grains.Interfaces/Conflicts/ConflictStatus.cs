using Orleans;

namespace Aevrion.Grains.Interfaces.Conflicts;

/// <summary>How a question about conflicts ended.</summary>
[GenerateSerializer]
[Alias("aevrion.conflict-status")]
public enum ConflictStatus
{
    /// <summary>Done.</summary>
    Done = 0,

    /// <summary>The key has no conflict. Nothing was written.</summary>
    NoConflict = 1,

    /// <summary>The key has no such version here. Nothing was written.</summary>
    UnknownVersion = 2,

    /// <summary>Several versions lost, and it was not said which of them is picked. Nothing was written.</summary>
    SeveralLosers = 3,

    /// <summary>The list has not caught up with the writes made before the question, and did not in the time there is. Nothing was written.</summary>
    Behind = 4,

    /// <summary>Too much is waiting, or the key changes faster than it can be settled. Nothing was written.</summary>
    Overloaded = 5,

    /// <summary>The region's database does not answer. Of a settlement with an id, the outcome is unknown.</summary>
    Unavailable = 6,
}
