namespace Orleans;

/// <summary>Kinds of reasons to end an activation. The embedded engine gives those that its doc comments name.</summary>
public enum DeactivationReasonCode : byte
{
    None,

    /// <summary>The silo stops.</summary>
    ShuttingDown,

    /// <summary>The constructor, reading state or OnActivateAsync failed.</summary>
    ActivationFailed,

    DirectoryFailure,

    /// <summary>No request for the collection age.</summary>
    ActivationIdle,

    ActivationUnresponsive,
    DuplicateActivation,
    IncompatibleRequest,

    /// <summary>A request failed in a way that leaves the instance's state in doubt, such as a lost race for a storage row.</summary>
    ApplicationError,

    /// <summary>The grain asked for it.</summary>
    ApplicationRequested,

    Migrating,
    RuntimeRequested,
    HighMemoryPressure,
}
