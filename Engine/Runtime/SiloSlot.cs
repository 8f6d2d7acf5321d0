namespace Aevrion.Engine.Runtime;

/// <summary>
/// Where references find the silo. Those made inside a silo keep to it; those of a test cluster's client follow it through restarts.
/// </summary>
internal sealed class SiloSlot
{
    private volatile SiloRuntime? _current;

    /// <summary>Null while no silo is there.</summary>
    public SiloRuntime? Current
    {
        get => _current;
        set => _current = value;
    }
}
