namespace Aevrion.Client;

/// <summary>
/// Makes a write conditional, or has it wait for other regions. The region that answers checks the condition and writes in one atomic
/// step; other regions are not asked, so after a fail-over the condition is checked against what that region has.
/// </summary>
public sealed record WriteOptions
{
    /// <summary>Write only when the key's latest version has this event id.</summary>
    public string? IfMatch { get; init; }

    /// <summary>Write only when the key is absent or deleted.</summary>
    public bool IfNoneMatch { get; init; }

    /// <summary>
    /// In how many regions the write has to be durable before the call returns. When they do not have it in time, the call throws an
    /// <see cref="AevrionAckTimeoutException"/>, and the write stands.
    /// </summary>
    public Acknowledgement Ack { get; init; }

    /// <summary>How long to wait for other regions, at most <see cref="AevrionLimits.MaxAckTimeout"/>; null for 10 s.</summary>
    public TimeSpan? Timeout { get; init; }
}
