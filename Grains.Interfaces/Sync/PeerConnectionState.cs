using Orleans;

namespace Aevrion.Grains.Interfaces.Sync;

/// <summary>State of the connection to a peer.</summary>
[GenerateSerializer]
[Alias("aevrion.peer-connection-state")]
public enum PeerConnectionState
{
    /// <summary>No connection; the next try is under way or waits its turn.</summary>
    Disconnected = 0,

    /// <summary>Being connected.</summary>
    Connecting = 1,

    /// <summary>Connected.</summary>
    Connected = 2,

    /// <summary>One of both refuses the other, and said why. Tried again at the longest interval.</summary>
    Refused = 3,

    /// <summary>The peer broke the protocol on a connection that was dialled; it is dialled again once its time is over.</summary>
    CutOff = 4,

    /// <summary>An operator of this region has paused it: it is neither dialled nor let in before it is resumed.</summary>
    Paused = 5,
}
