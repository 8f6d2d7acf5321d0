namespace Aevrion.Core.Sync.Sessions;

/// <summary>Everything that waited when the session opened is durable at the peer. Told once a session; has no answer.</summary>
public sealed record PushCaughtUp : SessionEffect
{
    /// <summary>The one value.</summary>
    public static PushCaughtUp Instance { get; } = new();
}
