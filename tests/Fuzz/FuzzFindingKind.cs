namespace Aevrion.Fuzz;

/// <summary>The promises that an input can break.</summary>
public enum FuzzFindingKind
{
    /// <summary>Neither an answer nor an error that is meant for the sender, or a wrong answer.</summary>
    Broken,

    /// <summary>It did not come to an end in its time.</summary>
    Hang,

    /// <summary>It allocated more than its length allows.</summary>
    Memory,
}
