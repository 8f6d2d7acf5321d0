namespace Aevrion.Client;

/// <summary>What a region did lately: the sum over its silos.</summary>
public sealed record LoadReport : ServerDocument
{
    public required string Region { get; init; }

    /// <summary>How many silos it is the sum of.</summary>
    public int Silos { get; init; }

    /// <summary>How long a step is, in milliseconds.</summary>
    public int StepMs { get; init; }

    /// <summary>One for each step in which anything was done, the oldest first.</summary>
    public required IReadOnlyList<LoadPoint> Points { get; init; }
}
