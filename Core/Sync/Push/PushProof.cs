namespace Aevrion.Core.Sync.Push;

/// <summary>What a peer's acknowledgements say of a stretch of the push stream.</summary>
public enum PushProof
{
    /// <summary>Nothing yet: not all of it is acknowledged.</summary>
    Waiting = 0,

    /// <summary>All of it is durable at the peer.</summary>
    Durable = 1,

    /// <summary>
    /// They will never say: some of it was dropped before it was acknowledged, may be held back by the peer, or was acknowledged by a peer
    /// that does not tell what it holds back.
    /// </summary>
    Never = 2,
}
