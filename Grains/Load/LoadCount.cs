namespace Aevrion.Grains.Load;

/// <summary>What is counted of a step; see <see cref="Interfaces.Load.LoadStep"/>.</summary>
public enum LoadCount
{
    /// <summary>Events committed for clients.</summary>
    Writes,

    /// <summary>Keys and pages answered.</summary>
    Reads,

    /// <summary>Events of peers that were new and are durable.</summary>
    Received,

    /// <summary>Events that peers acknowledged.</summary>
    Sent,

    /// <summary>Requests refused for want of room, and events of peers not admitted.</summary>
    Refused,
}
