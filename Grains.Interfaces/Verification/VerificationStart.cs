using Orleans;

namespace Aevrion.Grains.Interfaces.Verification;

/// <summary>Whether a verification has begun.</summary>
[GenerateSerializer]
[Immutable]
[Alias("aevrion.verification-start")]
public sealed record VerificationStart
{
    /// <summary>Names it; null when none has begun.</summary>
    [Id(0)]
    public Guid? Id { get; init; }

    /// <summary>Why none has begun.</summary>
    [Id(1)]
    public string? Refusal { get; init; }

    /// <summary>True when that is because the region's database does not answer.</summary>
    [Id(2)]
    public bool IsUnavailable { get; init; }
}
