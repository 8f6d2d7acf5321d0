namespace Aevrion.Engine.Runtime;

/// <summary>Which calls a silo accepts.</summary>
internal enum SiloPhase
{
    /// <summary>None: not started yet.</summary>
    Starting,

    /// <summary>All.</summary>
    Running,

    /// <summary>Those that grains make while they finish; none from outside.</summary>
    Draining,

    /// <summary>Those that grains make to grains that are active; no new activations.</summary>
    Deactivating,

    /// <summary>None any more.</summary>
    Stopped,
}
