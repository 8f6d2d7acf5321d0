using System.Collections.Immutable;
using Aevrion.Grains.Interfaces.Keys;
using Orleans;

namespace Aevrion.Grains.Interfaces.Reads;

/// <summary>What was read.</summary>
[GenerateSerializer]
[Immutable]
[Alias("aevrion.multi-get-result")]
public sealed record MultiGetResult
{
    /// <summary>Done or unavailable.</summary>
    [Id(0)]
    public required OperationStatus Status { get; init; }

    /// <summary>
    /// One a key, in the order asked; of the first keys only, one at least, when the values are more than
    /// <see cref="MultiGetRequest.MaxBytes"/>. Each is done; empty unless all is done.
    /// </summary>
    [Id(1)]
    public ImmutableArray<ReadResult> Items { get; init; } = [];
}
