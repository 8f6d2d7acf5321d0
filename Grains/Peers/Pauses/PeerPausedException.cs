namespace Aevrion.Grains.Peers.Pauses;

/// <summary>The peer's operator has paused this region: it lets nobody in from here before that ends. No fault of either.</summary>
public sealed class PeerPausedException : Exception
{
    public PeerPausedException()
        : this("The peer has paused this region.")
    {
    }

    public PeerPausedException(string message)
        : base(message)
    {
    }

    public PeerPausedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
