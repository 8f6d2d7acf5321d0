using System.Collections.Immutable;
using Orleans;

namespace Aevrion.Grains.Interfaces.Reads;

/// <summary>Which keys to read.</summary>
[GenerateSerializer]
[Immutable]
[Alias("aevrion.multi-get-request")]
public sealed record MultiGetRequest
{
    /// <summary>Most keys in a request.</summary>
    public const int MaxKeys = 1_000;

    /// <summary>1 to <see cref="MaxKeys"/> keys that have been checked; one may come twice.</summary>
    [Id(0)]
    public required ImmutableArray<string> Keys { get; init; }

    /// <summary>The time to read at, in milliseconds since the Unix epoch; null for the latest versions.</summary>
    [Id(1)]
    public long? At { get; init; }

    /// <summary>The answer ends after the value that takes the sum of the value sizes over this many bytes.</summary>
    [Id(2)]
    public required long MaxBytes { get; init; }
}
