namespace Aevrion.Core.Sync.Sessions;

/// <summary>Limits of a connection between two regions.</summary>
public static class SessionLimits
{
    /// <summary>How long a peer may take to introduce itself, and to answer an introduction, in milliseconds.</summary>
    public const long HandshakeTimeoutMs = 10_000;

    /// <summary>How long a peer may take for the next frame of an answer, in milliseconds.</summary>
    public const long AnswerTimeoutMs = 60_000;

    /// <summary>How long a peer may take for the next acknowledgement of what was pushed, in milliseconds.</summary>
    public const long AcknowledgementTimeoutMs = 60_000;

    /// <summary>How long the connection may take to carry away the next frame, in milliseconds.</summary>
    public const long WriteTimeoutMs = 60_000;

    /// <summary>How long what came of a batch waits for more of it, in milliseconds.</summary>
    public const long BatchTimeoutMs = 60_000;

    /// <summary>Frames of an answer that wait while the exchange is busy with an earlier one.</summary>
    public const int MaxAnswerFramesWaiting = 4;
}
