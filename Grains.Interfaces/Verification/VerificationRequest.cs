using Orleans;

namespace Aevrion.Grains.Interfaces.Verification;

/// <summary>What is to be done.</summary>
[GenerateSerializer]
[Immutable]
[Alias("aevrion.verification-request")]
public sealed record VerificationRequest
{
    /// <summary>Mend what is derived, where it is wrong.</summary>
    [Id(0)]
    public bool Repair { get; init; }
}
