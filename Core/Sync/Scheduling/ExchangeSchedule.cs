namespace Aevrion.Core.Sync.Scheduling;

/// <summary>
/// When exchanges with one peer run: at every tick, on a new connection, on request, after an overflow. One that fails stays due and
/// is repeated after a wait that doubles, with jitter; new occasions other than ticks do not wait. What comes up while an exchange runs
/// is due after it. After one that moved events in vain, ticks wait, so that they do not move them all the time. Every peer has its own. Time is passed in; not safe for concurrent use.
/// </summary>
/// <param name="jitter">Draws from 0 (inclusive) to 1 (exclusive).</param>
/// <param name="failures">Exchanges that failed since the last one that did not, from an earlier life.</param>
public sealed class ExchangeSchedule(Func<double> jitter, int failures = 0)
{
    // After this many doublings every wait is the longest.
    private const int MaxDoublings = 30;

    private ExchangeOccasion? _waiting;
    private ExchangeOccasion? _running;
    private bool _isUrgent;
    private long _notBeforeMs = long.MinValue;

    /// <summary>Exchanges that failed since the last one that did not.</summary>
    public int Failures { get; private set; } = failures;

    /// <summary>True between <see cref="Begin"/> and <see cref="End"/>.</summary>
    public bool IsRunning => _running is not null;

    /// <summary>From when on <see cref="Due"/> answers something; null for not before another occasion.</summary>
    public long? DueMs => IsRunning || _waiting is null ? null : _isUrgent ? long.MinValue : _notBeforeMs;

    /// <summary>Takes note of an occasion.</summary>
    public void Note(ExchangeOccasion occasion)
    {
        _waiting = MostPressing(_waiting, occasion);
        _isUrgent |= occasion != ExchangeOccasion.Tick;
    }

    /// <summary>Why an exchange is due now; null when none is.</summary>
    public ExchangeOccasion? Due(long nowMs) => nowMs >= DueMs ? _waiting : null;

    /// <summary>An exchange begins, for everything that has come up.</summary>
    /// <returns>The most pressing of its occasions.</returns>
    public ExchangeOccasion Begin()
    {
        if (IsRunning)
            throw new InvalidOperationException("An exchange with the peer runs already.");
        _running = _waiting ?? ExchangeOccasion.Requested;
        _waiting = null;
        _isUrgent = false;
        return _running.Value;
    }

    /// <summary>The exchange has ended.</summary>
    /// <param name="succeeded">True when it came to its end, equal or not.</param>
    /// <param name="nowMs">The clock of <see cref="Due"/>.</param>
    /// <param name="refusedEvents">Events that it moved and that one side does not take from the other: the next exchange moves them again.</param>
    public void End(bool succeeded, long nowMs, long refusedEvents = 0)
    {
        var occasion = _running ?? throw new InvalidOperationException("No exchange runs.");
        _running = null;
        if (succeeded)
        {
            Failures = 0;
            _notBeforeMs = refusedEvents == 0 ? long.MinValue : nowMs + PauseMs(refusedEvents);
            return;
        }

        Failures++;
        _notBeforeMs = nowMs + BackOffMs();
        _waiting = MostPressing(_waiting, occasion);
    }

    private static ExchangeOccasion MostPressing(ExchangeOccasion? one, ExchangeOccasion other) =>
        one is { } known && known > other ? known : other;

    private static long PauseMs(long refusedEvents) =>
        Math.Min(refusedEvents, ScheduleLimits.MaxPauseMs / ScheduleLimits.PauseForRefusedEventMs) * ScheduleLimits.PauseForRefusedEventMs;

    private long BackOffMs()
    {
        var doubled = Math.Min(ScheduleLimits.MinBackOffMs << Math.Min(Failures - 1, MaxDoublings), ScheduleLimits.MaxBackOffMs);

        // Half of it is drawn, so that the regions' silos do not repeat in step.
        return (long)(doubled * (0.5 + (jitter() / 2)));
    }
}
