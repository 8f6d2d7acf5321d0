namespace Aevrion.Storage;

/// <summary>What became of a <see cref="ConditionalAppend"/>.</summary>
public enum ConditionalOutcome
{
    /// <summary>It was added.</summary>
    Added = 1,

    /// <summary>An earlier try of the same write had added it.</summary>
    AddedBefore = 2,

    /// <summary>Another version stands than the one that its writer saw; it was not added.</summary>
    Changed = 3,

    /// <summary>Its time is closed; it was not added.</summary>
    Closed = 4,
}
