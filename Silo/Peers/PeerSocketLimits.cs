namespace Aevrion.Silo.Peers;

/// <summary>Limits of the connections between regions.</summary>
internal static class PeerSocketLimits
{
    /// <summary>How long connecting to a peer may take.</summary>
    public static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(10);

    /// <summary>An idle connection is probed this often, so that one whose other end is gone does not seem alive.</summary>
    public static readonly TimeSpan PingInterval = TimeSpan.FromSeconds(10);

    /// <summary>A probe not answered in this time ends the connection.</summary>
    public static readonly TimeSpan PongTimeout = TimeSpan.FromSeconds(10);

    /// <summary>How long a frame may take from its first part to its last.</summary>
    public static readonly TimeSpan FrameTimeout = TimeSpan.FromSeconds(60);

    /// <summary>How long the closing handshake may take.</summary>
    public static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(2);

    /// <summary>Bytes a connection keeps for receiving; larger frames use a shared pool while they are read.</summary>
    public const int ReceiveBufferBytes = 16 * 1024;
}
