using System.Collections.Immutable;
using Orleans;

namespace Aevrion.Grains.Interfaces.Load;

/// <summary>What some silos did, added up.</summary>
[GenerateSerializer]
[Immutable]
[Alias("aevrion.load-sum")]
public sealed record LoadSum
{
    /// <summary>How many silos.</summary>
    [Id(0)]
    public required int Silos { get; init; }

    /// <summary>The steps in which anything was done, the oldest first.</summary>
    [Id(1)]
    public required ImmutableArray<LoadStep> Steps { get; init; }
}
