namespace Aevrion.Core.Sync.Sessions;

/// <summary>Waiting for something, up to a limit.</summary>
internal sealed class Patience(long limitMs)
{
    private long? _sinceMs;

    /// <summary>When the waiting has lasted too long; null while nothing is waited for.</summary>
    public long? DeadlineMs => _sinceMs + limitMs;

    /// <summary>Waits, from now unless it waits already.</summary>
    public void Begin(long nowMs) => _sinceMs ??= nowMs;

    /// <summary>Waits anew if there is more to wait for.</summary>
    public void Renew(long nowMs, bool isMore) => _sinceMs = isMore ? nowMs : null;

    /// <summary>Waits no longer.</summary>
    public void End() => _sinceMs = null;

    /// <summary>True when the waiting has lasted too long.</summary>
    public bool IsSpent(long nowMs) => nowMs >= DeadlineMs;
}
