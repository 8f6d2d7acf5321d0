using Aevrion.Core.Sync.Protocol;

namespace Aevrion.Core.Sync.Trust;

/// <summary>
/// How a peer has behaved: after each violation of the protocol it is kept out, twice as long as the time before unless it has behaved
/// in between. Times are of a clock that only runs forward, in milliseconds. Not safe for concurrent use.
/// </summary>
public sealed class Conduct
{
    private long _backOffMs;

    /// <summary>Violations, ever.</summary>
    public long Violations { get; private set; }

    /// <summary>It is kept out until then; null when it never was.</summary>
    public long? BarredUntilMs { get; private set; }

    /// <summary>Whether what a connection ended with is the other end's doing: a bug or a lie, not a configuration or a bad moment.</summary>
    public static bool IsViolation(Refusal.Types.Reason reason) => reason is Refusal.Types.Reason.Malformed or Refusal.Types.Reason.Unexpected
        or Refusal.Types.Reason.TooLarge or Refusal.Types.Reason.InvalidEvent;

    /// <summary>True while it is kept out.</summary>
    public bool IsBarred(long nowMs) => nowMs < BarredUntilMs;

    /// <summary>It has broken the protocol.</summary>
    /// <returns>How long it is kept out, in milliseconds.</returns>
    public long Violate(long nowMs)
    {
        Violations++;

        // What other connections did at the same time is one offence.
        if (IsBarred(nowMs))
            return BarredUntilMs!.Value - nowMs;
        var probationMs = Math.Max(TrustLimits.MinProbationMs, 2 * _backOffMs);
        _backOffMs = BarredUntilMs is { } letInMs && nowMs < letInMs + probationMs
            ? Math.Min(2 * _backOffMs, TrustLimits.MaxBackOffMs)
            : TrustLimits.MinBackOffMs;
        BarredUntilMs = nowMs + _backOffMs;
        return _backOffMs;
    }
}
