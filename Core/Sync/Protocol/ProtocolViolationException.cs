namespace Aevrion.Core.Sync.Protocol;

/// <summary>A peer sent what the protocol does not allow. The connection ends with a <see cref="Refusal"/>; nothing of the frame was kept.</summary>
public sealed class ProtocolViolationException : Exception
{
    public ProtocolViolationException()
        : this(Refusal.Types.Reason.Malformed, "The frame is malformed.")
    {
    }

    public ProtocolViolationException(string message)
        : this(Refusal.Types.Reason.Malformed, message)
    {
    }

    public ProtocolViolationException(string message, Exception innerException)
        : base(message, innerException) => Reason = Refusal.Types.Reason.Malformed;

    public ProtocolViolationException(Refusal.Types.Reason reason, string message)
        : base(message) => Reason = reason;

    /// <summary>What to tell the peer.</summary>
    public Refusal.Types.Reason Reason { get; }
}
