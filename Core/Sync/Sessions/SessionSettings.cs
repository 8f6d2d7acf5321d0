using Aevrion.Core.Sync.Push;
using Aevrion.Core.Tree;

namespace Aevrion.Core.Sync.Sessions;

/// <summary>What both ends of a connection know of their own region, and how patient they are.</summary>
public sealed record SessionSettings
{
    /// <summary>This region.</summary>
    public required string Region { get; init; }

    /// <summary>The tree's geometry.</summary>
    public required TreeShape Shape { get; init; }

    /// <summary>The regions that this one pushes to, and listens to.</summary>
    public required IReadOnlySet<string> Peers { get; init; }

    /// <summary>Those of them that are listened to only over a connection that was proven to be theirs before it carried a frame.</summary>
    public IReadOnlySet<string> NeedProof { get; init; } = new HashSet<string>();

    /// <summary>Frames pushed ahead of the acknowledgement.</summary>
    public int MaxFramesInFlight { get; init; } = PushLimits.MaxFramesInFlight;

    /// <summary>See <see cref="SessionLimits.HandshakeTimeoutMs"/>.</summary>
    public long HandshakeTimeoutMs { get; init; } = SessionLimits.HandshakeTimeoutMs;

    /// <summary>See <see cref="SessionLimits.AnswerTimeoutMs"/>.</summary>
    public long AnswerTimeoutMs { get; init; } = SessionLimits.AnswerTimeoutMs;

    /// <summary>See <see cref="SessionLimits.AcknowledgementTimeoutMs"/>.</summary>
    public long AcknowledgementTimeoutMs { get; init; } = SessionLimits.AcknowledgementTimeoutMs;

    /// <summary>See <see cref="SessionLimits.WriteTimeoutMs"/>.</summary>
    public long WriteTimeoutMs { get; init; } = SessionLimits.WriteTimeoutMs;
}
