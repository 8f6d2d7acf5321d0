using Orleans;

namespace Aevrion.Grains.Interfaces.Rebuild;

/// <summary>State of a rebuild.</summary>
[GenerateSerializer]
[Alias("aevrion.rebuild-state")]
public enum RebuildState
{
    /// <summary>Under way.</summary>
    Running = 0,

    /// <summary>Everything is as the events say.</summary>
    Done = 1,

    /// <summary>It did not come to its end; what it mended stays mended.</summary>
    Failed = 2,
}
