using Orleans;

namespace Aevrion.Grains.Interfaces.Acknowledgements;

/// <summary>Asks a silo how far its peers are with a write.</summary>
[GenerateSerializer]
[Immutable]
[Alias("aevrion.push-wait")]
public sealed record PushWait
{
    /// <summary>What is asked for.</summary>
    [Id(0)]
    public required PushMarks Pushes { get; init; }

    /// <summary>How long to wait until one of the peers has acknowledged, in milliseconds.</summary>
    [Id(1)]
    public required int WaitMs { get; init; }
}
