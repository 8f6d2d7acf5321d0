namespace Aevrion.Engine.Runtime;

/// <summary>
/// Where references find the silo. Those made inside a silo keep to it; those of a test cluster's client follow it through restarts.
/// </summary>
internal sealed class SiloSlot
{
    private volatile SiloRuntime? _current;

    /// <summary>How long callers from here wait, in place of the silo's own timeout; null means the silo's.</summary>
    public TimeSpan? ResponseTimeout { get; set; }

    /// <summary>Null while no silo is there.</summary>
    public SiloRuntime? Current
    {
        get => _current;
        set => _current = value;
    }
}
