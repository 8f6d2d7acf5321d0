using System.Collections.Immutable;
using Orleans;

namespace Aevrion.Grains.Interfaces.Acknowledgements;

/// <summary>How far peers are with a write; those not named have not acknowledged it yet.</summary>
[GenerateSerializer]
[Immutable]
[Alias("aevrion.push-progress")]
public sealed record PushProgress
{
    /// <summary>Peers at which all of it is durable.</summary>
    [Id(0)]
    public ImmutableArray<string> Durable { get; init; } = [];

    /// <summary>Peers whose acknowledgements will never tell.</summary>
    [Id(1)]
    public ImmutableArray<string> Never { get; init; } = [];
}
