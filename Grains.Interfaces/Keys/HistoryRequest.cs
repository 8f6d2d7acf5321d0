using Aevrion.Core;
using Orleans;

namespace Aevrion.Grains.Interfaces.Keys;

/// <summary>Which page of a key's history to read.</summary>
[GenerateSerializer]
[Immutable]
[Alias("aevrion.history-request")]
public sealed record HistoryRequest
{
    /// <summary>Most versions, 1 to 1,000.</summary>
    [Id(0)]
    public required int Limit { get; init; }

    /// <summary>Only versions dated before it (milliseconds since the Unix epoch) or, with <see cref="BeforeId"/>, that lose to that version.</summary>
    [Id(1)]
    public long? BeforeTimestamp { get; init; }

    /// <summary>See <see cref="BeforeTimestamp"/>.</summary>
    [Id(2)]
    public Hash256? BeforeId { get; init; }

    /// <summary>Read the values too.</summary>
    [Id(3)]
    public bool IncludeValues { get; init; }
}
