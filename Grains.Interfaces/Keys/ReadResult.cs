using Orleans;

namespace Aevrion.Grains.Interfaces.Keys;

/// <summary>The outcome of reading one version.</summary>
[GenerateSerializer]
[Immutable]
[Alias("aevrion.read-result")]
public sealed record ReadResult
{
    /// <summary>Nothing there.</summary>
    public static ReadResult Absent { get; } = new() { Status = OperationStatus.Done };

    /// <summary>The database does not answer.</summary>
    public static ReadResult Unavailable { get; } = new() { Status = OperationStatus.Unavailable };

    /// <summary>Done, overloaded or unavailable.</summary>
    [Id(0)]
    public required OperationStatus Status { get; init; }

    /// <summary>The version, which may be a deletion; null when the key had none.</summary>
    [Id(1)]
    public KeyVersion? Version { get; init; }
}
