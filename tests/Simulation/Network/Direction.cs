namespace Aevrion.Simulation.Network;

/// <summary>What the way from one region to another is like just now.</summary>
internal sealed class Direction
{
    /// <summary>Nothing arrives, and nobody is told.</summary>
    public bool IsBlocked { get; set; }

    /// <summary>Nobody answers at the door.</summary>
    public bool IsRefusing { get; set; }

    /// <summary>Frames are lost, repeated and mixed up, at the rates of the scenario.</summary>
    public bool IsBad { get; set; }

    /// <summary>What every frame takes longer.</summary>
    public long ExtraDelayMs { get; set; }
}
