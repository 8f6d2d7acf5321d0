using Aevrion.Core.Events;

namespace Aevrion.Core.Time;

/// <summary>
/// A region's clock: the injected <see cref="TimeProvider"/>, never running backwards within the process, and the two rules that
/// make last write wins fair. A local write is dated after everything its region has seen of the key; a remote event dated too far
/// ahead waits until its time has come. Safe for concurrent use.
/// </summary>
public sealed class RegionClock(TimeProvider timeProvider, TimeSpan maxClockDrift)
{
    private long _latestMs;

    /// <summary>How far ahead of this clock a remote event may be dated.</summary>
    public TimeSpan MaxClockDrift { get; } = maxClockDrift >= TimeSpan.Zero
        ? maxClockDrift
        : throw new ArgumentOutOfRangeException(nameof(maxClockDrift), maxClockDrift, "The drift allowed is zero or more.");

    /// <summary>The source of time.</summary>
    public TimeProvider TimeProvider { get; } = timeProvider;

    /// <summary>Milliseconds since the Unix epoch, never less than an earlier answer.</summary>
    public long NowMs() => RaiseTo(TimeProvider.GetUtcNow().ToUnixTimeMilliseconds());

    /// <summary>
    /// Makes the clock answer nothing less from now on: for a time that the region has closed, when this silo's clock is behind the one
    /// that closed it, or was set back.
    /// </summary>
    /// <param name="ms">Milliseconds since the Unix epoch; a time that has passed changes nothing.</param>
    /// <returns>The least that the clock answers now.</returns>
    public long RaiseTo(long ms)
    {
        while (true)
        {
            var latest = Volatile.Read(ref _latestMs);
            if (ms <= latest)
                return latest;
            if (Interlocked.CompareExchange(ref _latestMs, ms, latest) == latest)
                return ms;
        }
    }

    /// <summary>
    /// The timestamp of a local write to a key whose latest version seen here is dated <paramref name="latestTimestamp"/>
    /// (null when there is none): <c>max(now, latest + 1)</c>.
    /// </summary>
    public long TimestampAfter(long? latestTimestamp) => Math.Max(NowMs(), latestTimestamp + 1 ?? 0);

    /// <summary>True when an event of that timestamp may be admitted now.</summary>
    public bool Admits(long timestamp) => timestamp <= AdmittedThroughMs();

    /// <summary>The latest timestamp admitted now, in milliseconds since the Unix epoch.</summary>
    public long AdmittedThroughMs() => Math.Min(NowMs() + (long)MaxClockDrift.TotalMilliseconds, EventLimits.MaxTimestamp);
}
