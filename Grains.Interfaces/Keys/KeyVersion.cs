using Aevrion.Core;
using Orleans;

namespace Aevrion.Grains.Interfaces.Keys;

/// <summary>One version of a key.</summary>
[GenerateSerializer]
[Immutable]
[Alias("aevrion.key-version")]
public sealed record KeyVersion
{
    [Id(5)]
    private readonly ReadOnlyMemory<byte> _value;

    [Id(6)]
    private readonly bool _hasValue;

    /// <summary>The event's id.</summary>
    [Id(0)]
    public required Hash256 Id { get; init; }

    /// <summary>Milliseconds since the Unix epoch.</summary>
    [Id(1)]
    public required long Timestamp { get; init; }

    /// <summary>The region that accepted the write.</summary>
    [Id(2)]
    public required string Origin { get; init; }

    /// <summary>True for a deletion.</summary>
    [Id(3)]
    public required bool IsDeletion { get; init; }

    /// <summary>Bytes of the value; 0 for a deletion.</summary>
    [Id(4)]
    public required int Size { get; init; }

    /// <summary>The value; null for a deletion, and in a history page that was asked for without values.</summary>
    /// <remarks>Kept as two members: Orleans can refer to bytes that come again in a message, but not to a nullable of them.</remarks>
    public ReadOnlyMemory<byte>? Value
    {
        get => _hasValue ? _value : default(ReadOnlyMemory<byte>?);
        init => (_value, _hasValue) = (value.GetValueOrDefault(), value is not null);
    }
}
