using Orleans;

namespace Aevrion.Grains.Interfaces.Sync;

/// <summary>What happened on a silo's way to a peer that makes an exchange due.</summary>
[GenerateSerializer]
[Alias("aevrion.peer-news")]
public enum PeerNews
{
    /// <summary>There is a new connection, and both sides have caught up as far as pushes do.</summary>
    Connected = 0,

    /// <summary>More was written than the peer took in time, and the oldest pushes were dropped.</summary>
    Overflowed = 1,
}
