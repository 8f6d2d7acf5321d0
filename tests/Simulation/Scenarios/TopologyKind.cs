namespace Aevrion.Simulation.Scenarios;

/// <summary>How the regions are connected.</summary>
internal enum TopologyKind
{
    /// <summary>Each with each.</summary>
    Mesh,

    /// <summary>Each with two others, in a circle.</summary>
    Ring,

    /// <summary>All with the first.</summary>
    Star,

    /// <summary>A line.</summary>
    Chain,

    /// <summary>Some connected graph.</summary>
    Random,
}
