namespace Aevrion.Client;

/// <summary>How long requests took, in milliseconds.</summary>
public sealed record LoadLatency : ServerDocument
{
    /// <summary>Half of them took less.</summary>
    public double P50Ms { get; init; }

    /// <summary>99 of 100 took less.</summary>
    public double P99Ms { get; init; }
}
