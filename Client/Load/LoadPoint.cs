namespace Aevrion.Client;

/// <summary>What a region did in one step of time.</summary>
public sealed record LoadPoint : ServerDocument
{
    /// <summary>The step's start, in milliseconds since the Unix epoch.</summary>
    public long At { get; init; }

    /// <summary>Events committed for clients.</summary>
    public long Writes { get; init; }

    /// <summary>Keys and pages answered.</summary>
    public long Reads { get; init; }

    /// <summary>Events of peers that were new.</summary>
    public long Received { get; init; }

    /// <summary>Events that peers acknowledged.</summary>
    public long Sent { get; init; }

    /// <summary>Requests refused for want of room, and events of peers not admitted.</summary>
    public long Refused { get; init; }

    /// <summary>How long writing requests took in the silo; null when there were none.</summary>
    public LoadLatency? Write { get; init; }

    /// <summary>How long reading requests took in the silo; null when there were none.</summary>
    public LoadLatency? Read { get; init; }
}
