namespace Aevrion.Storage.Postgres.Eras;

/// <summary>When a new era begins.</summary>
/// <param name="MinEvents">Fewest events in an era: 1,000,000 unless tests want to see many.</param>
/// <param name="MinGapMs">The time without events in which an era begins is at least so long.</param>
internal sealed record EraLimits(long MinEvents, long MinGapMs)
{
    /// <summary>No era is smaller than all events over this, so that the number of eras grows with the logarithm of the events.</summary>
    public const int MaxShare = 16;

    /// <summary>A silo counts what it appended in steps of an era's <see cref="MinEvents"/> over this.</summary>
    private const int Steps = 100;

    /// <summary>What regions use.</summary>
    public static readonly EraLimits Default = new(MinEvents: 1_000_000, MinGapMs: 60_000);

    /// <summary>Events of a step.</summary>
    public long StepEvents => Math.Max(1, MinEvents / Steps);

    /// <summary>True when an era of so many events is full.</summary>
    public bool IsFull(long events, long allEvents) => events >= MinEvents && events >= allEvents / MaxShare;
}
