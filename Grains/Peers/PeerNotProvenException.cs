namespace Aevrion.Grains.Peers;

/// <summary>
/// This region or the peer does not accept the other's proof of who it is. No frame was sent. Somebody has to correct a configuration.
/// </summary>
public sealed class PeerNotProvenException : Exception
{
    public PeerNotProvenException()
        : this("One side does not accept the other's proof of who it is.")
    {
    }

    public PeerNotProvenException(string message)
        : base(message)
    {
    }

    public PeerNotProvenException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
