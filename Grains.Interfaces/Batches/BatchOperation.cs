using System.Collections.Immutable;
using Aevrion.Core;
using Aevrion.Core.Events;
using Orleans;

namespace Aevrion.Grains.Interfaces.Batches;

/// <summary>One operation of a batch. Key, value and timestamp have been checked.</summary>
[GenerateSerializer]
[Immutable]
[Alias("aevrion.batch-operation")]
public sealed record BatchOperation
{
    [Id(1)]
    private readonly ReadOnlyMemory<byte> _value;

    [Id(5)]
    private readonly bool _hasValue;

    /// <summary>The key.</summary>
    [Id(0)]
    public required string Key { get; init; }

    /// <summary>The value; null deletes the key.</summary>
    /// <remarks>Kept as two members: Orleans can refer to bytes that come again in a message, but not to a nullable of them.</remarks>
    public ReadOnlyMemory<byte>? Value
    {
        get => _hasValue ? _value : default(ReadOnlyMemory<byte>?);
        init => (_value, _hasValue) = (value.GetValueOrDefault(), value is not null);
    }

    /// <summary>Milliseconds since the Unix epoch; null for a local write that is dated here.</summary>
    [Id(2)]
    public long? Timestamp { get; init; }

    /// <summary>
    /// Versions that the writer had seen, for an operation with a timestamp; at most <see cref="EventLimits.MaxParents"/>. Default: all
    /// earlier ones.
    /// </summary>
    [Id(3)]
    public ImmutableArray<Hash256> Parents { get; init; }

    /// <summary>The region that accepted the write, for an operation with a timestamp; null for this region.</summary>
    [Id(4)]
    public string? Origin { get; init; }
}
