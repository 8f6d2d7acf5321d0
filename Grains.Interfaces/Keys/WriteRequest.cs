using System.Collections.Immutable;
using Aevrion.Core;
using Orleans;

namespace Aevrion.Grains.Interfaces.Keys;

/// <summary>A local write. The value has been checked against the limits.</summary>
[GenerateSerializer]
[Immutable]
[Alias("aevrion.write-request")]
public sealed record WriteRequest
{
    [Id(0)]
    private readonly ReadOnlyMemory<byte> _value;

    [Id(22)]
    private readonly bool _hasValue;

    /// <summary>The value; null deletes the key.</summary>
    /// <remarks>Kept as two members: Orleans can refer to bytes that come again in a message, but not to a nullable of them.</remarks>
    public ReadOnlyMemory<byte>? Value
    {
        get => _hasValue ? _value : default(ReadOnlyMemory<byte>?);
        init => (_value, _hasValue) = (value.GetValueOrDefault(), value is not null);
    }

    /// <summary>Write only if the latest version has this id. A deletion counts as absent and has no id to match.</summary>
    [Id(1)]
    public Hash256? IfMatch { get; init; }

    /// <summary>Write only if the key is absent or deleted.</summary>
    [Id(2)]
    public bool IfAbsent { get; init; }

    /// <summary>Answer with <see cref="WriteResult.Pushes"/>.</summary>
    [Id(8)]
    public bool TracksPushes { get; init; }

    /// <summary>Write only if this is the latest version, which may be a deletion.</summary>
    [Id(20)]
    public Hash256? IfLatest { get; init; }

    /// <summary>Versions that the writer has seen beside the latest: what a settlement settles.</summary>
    [Id(21)]
    public ImmutableArray<Hash256> AlsoSeen { get; init; } = [];

    /// <summary>True when there is a condition.</summary>
    public bool IsConditional => IfMatch is not null || IfAbsent || IfLatest is not null;
}
