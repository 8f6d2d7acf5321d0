using System.Collections.Immutable;
using Orleans;

namespace Aevrion.Grains.Interfaces.Verification;

/// <summary>What a verification has found since it was last asked, and how far it is.</summary>
[GenerateSerializer]
[Immutable]
[Alias("aevrion.verification-part")]
public sealed record VerificationPart
{
    /// <summary>What it is at: a word of the API.</summary>
    [Id(0)]
    public required string Phase { get; init; }

    /// <summary>How much of the phase is done: events, or steps of the index.</summary>
    [Id(1)]
    public required long Done { get; init; }

    /// <summary>How much there is to do in it, as far as that is known.</summary>
    [Id(2)]
    public required long Total { get; init; }

    /// <summary>What was found, a thousand at most.</summary>
    [Id(3)]
    public required ImmutableArray<FoundMismatch> Mismatches { get; init; }

    /// <summary>What it came to; null while it runs.</summary>
    [Id(4)]
    public VerificationOutcome? Outcome { get; init; }
}
