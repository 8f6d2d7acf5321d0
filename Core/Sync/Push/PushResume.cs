namespace Aevrion.Core.Sync.Push;

/// <summary>How a push stream goes on over a new connection.</summary>
public enum PushResume
{
    /// <summary>It begins: what came before this process is not known to have arrived.</summary>
    Begun = 0,

    /// <summary>It goes on without loss: pushes alone bring everything that the peer lacks of it.</summary>
    Resumed = 1,

    /// <summary>The peer does not know the stream any more, or what it lacks was dropped: only an exchange brings it.</summary>
    Broken = 2,
}
