namespace Aevrion.Client;

/// <summary>How far a verification is.</summary>
public sealed record VerifyProgress : VerifyUpdate
{
    internal const string Name = "progress";

    /// <summary><c>events</c>, <c>keys</c> or <c>checks</c>; during a repair <c>mending-tree</c> or <c>mending-key-index</c>.</summary>
    public required string Phase { get; init; }

    /// <summary>How much of the phase is done: events, or steps of the index.</summary>
    public long Done { get; init; }

    /// <summary>How much there is to do in it, as far as that is known.</summary>
    public long Total { get; init; }
}
