namespace Aevrion.Grains.Peers;

/// <summary>A peer cannot be reached, or the connection to it broke. What was under way is repeated or repaired after the next connection.</summary>
public sealed class PeerConnectionLostException : Exception
{
    public PeerConnectionLostException()
        : this("The connection to the peer was lost.")
    {
    }

    public PeerConnectionLostException(string message)
        : base(message)
    {
    }

    public PeerConnectionLostException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
