namespace Aevrion.Simulation.Scenarios;

/// <summary>How patient both ends of a connection are. Times in milliseconds.</summary>
internal sealed record SessionPlan
{
    public required long HandshakeTimeoutMs { get; init; }

    public required long AnswerTimeoutMs { get; init; }

    /// <summary>Frames pushed ahead of the acknowledgement.</summary>
    public required int MaxFramesInFlight { get; init; }

    /// <summary>The longest of them.</summary>
    public long LongestMs => Math.Max(HandshakeTimeoutMs, AnswerTimeoutMs);
}
