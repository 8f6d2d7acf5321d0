using Orleans;

namespace Aevrion.Grains.Interfaces.Watermark;

/// <summary>An event that has become durable, as far as the watermark goes.</summary>
[GenerateSerializer]
[Immutable]
[Alias("aevrion.admitted-event")]
public sealed record AdmittedEvent
{
    /// <summary>Its timestamp, in milliseconds since the Unix epoch.</summary>
    [Id(0)]
    public required long Timestamp { get; init; }

    /// <summary>The region that accepted it first.</summary>
    [Id(1)]
    public required string Origin { get; init; }

    /// <summary>The peer it came from; null when a client of this region wrote or imported it.</summary>
    [Id(2)]
    public string? ReceivedFrom { get; init; }
}
