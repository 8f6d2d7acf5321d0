using Aevrion.Core.Sync.Protocol;

namespace Aevrion.Grains.Peers;

/// <summary>The peer ended the connection and said why.</summary>
public sealed class PeerRefusedException : Exception
{
    public PeerRefusedException()
        : this(Refusal.Types.Reason.Unspecified, "The peer ended the connection.")
    {
    }

    public PeerRefusedException(string message)
        : this(Refusal.Types.Reason.Unspecified, message)
    {
    }

    public PeerRefusedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public PeerRefusedException(Refusal.Types.Reason reason, string message)
        : base(message) => Reason = reason;

    /// <summary>Its reason.</summary>
    public Refusal.Types.Reason Reason { get; }

    /// <summary>True when trying again soon may help; false when somebody has to correct something first.</summary>
    public bool IsPassing => Reason is Refusal.Types.Reason.Busy or Refusal.Types.Reason.Unavailable;
}
