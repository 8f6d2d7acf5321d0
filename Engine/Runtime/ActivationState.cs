namespace Aevrion.Engine.Runtime;

/// <summary>Where an activation is in its life. It only ever moves forward.</summary>
internal enum ActivationState
{
    /// <summary>In the directory; no request has arrived yet.</summary>
    Created,

    /// <summary>Instance, state and OnActivateAsync are under way; requests wait.</summary>
    Activating,

    /// <summary>Requests run.</summary>
    Active,

    /// <summary>Running requests finish, then OnDeactivateAsync; others wait for the successor.</summary>
    Deactivating,

    /// <summary>Out of the directory; requests are passed on.</summary>
    Gone,
}
