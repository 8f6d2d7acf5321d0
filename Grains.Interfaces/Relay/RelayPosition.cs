using Orleans;

namespace Aevrion.Grains.Interfaces.Relay;

/// <summary>A place in the sequence of announcements. Another epoch means that the relay started anew and may have missed some.</summary>
[GenerateSerializer]
[Immutable]
[Alias("aevrion.relay-position")]
public sealed record RelayPosition
{
    /// <summary>Which life of the relay.</summary>
    [Id(0)]
    public required Guid Epoch { get; init; }

    /// <summary>Announcements made in that life.</summary>
    [Id(1)]
    public required long Announcements { get; init; }

    /// <summary>Silos that have joined in that life and not left, to the relay's knowledge.</summary>
    [Id(2)]
    public required int Members { get; init; }
}
