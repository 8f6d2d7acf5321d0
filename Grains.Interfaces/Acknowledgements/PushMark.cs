using Orleans;

namespace Aevrion.Grains.Interfaces.Acknowledgements;

/// <summary>A stretch of the push stream to one peer.</summary>
[GenerateSerializer]
[Immutable]
[Alias("aevrion.push-mark")]
public sealed record PushMark
{
    /// <summary>The peer.</summary>
    [Id(0)]
    public required string Peer { get; init; }

    /// <summary>Position of its first event.</summary>
    [Id(1)]
    public required long From { get; init; }

    /// <summary>Position of its last event.</summary>
    [Id(2)]
    public required long Through { get; init; }
}
