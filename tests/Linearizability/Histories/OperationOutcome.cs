namespace Aevrion.Linearizability.Histories;

/// <summary>What a client knows of the end of its operation.</summary>
public enum OperationOutcome
{
    /// <summary>It may have taken effect, may do so at any time from its beginning on, or never.</summary>
    Unknown = 0,

    /// <summary>It took effect.</summary>
    Done = 1,

    /// <summary>Its condition did not hold; it changed nothing.</summary>
    Refused = 2,
}
