namespace Aevrion.Core.Sync.Scheduling;

/// <summary>Limits of when exchanges run.</summary>
public static class ScheduleLimits
{
    /// <summary>Wait after the first exchange that failed, in milliseconds; doubles with each further one.</summary>
    public const long MinBackOffMs = 1_000;

    /// <summary>Longest wait after an exchange that failed, in milliseconds.</summary>
    public const long MaxBackOffMs = 600_000;

    /// <summary>
    /// Wait before the next tick counts, for each event that an exchange moved in vain because one side does not take it from the other, in
    /// milliseconds: on average no more than 100 of them a second are moved.
    /// </summary>
    public const long PauseForRefusedEventMs = 10;

    /// <summary>Longest wait of that kind, in milliseconds.</summary>
    public const long MaxPauseMs = 3_600_000;

    /// <summary>How long both sides may take to catch up after a reconnect before an exchange is run all the same, in milliseconds.</summary>
    public const long CatchUpPatienceMs = 30_000;
}
