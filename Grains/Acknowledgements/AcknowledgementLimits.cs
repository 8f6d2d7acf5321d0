namespace Aevrion.Grains.Acknowledgements;

/// <summary>Limits of waiting for other regions.</summary>
public static class AcknowledgementLimits
{
    /// <summary>Writes of a silo that wait for other regions at one time; more are refused before they are written.</summary>
    public const int MaxWaiting = 4_096;

    /// <summary>How long a write waits when it does not say.</summary>
    public static TimeSpan DefaultTimeout { get; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a write may wait at most.</summary>
    public static TimeSpan MaxTimeout { get; } = TimeSpan.FromMinutes(5);

    /// <summary>How often what is not told by acknowledgements is looked at: soon at first, then less and less.</summary>
    public static TimeSpan FirstPoll { get; } = TimeSpan.FromMilliseconds(50);

    /// <inheritdoc cref="FirstPoll"/>
    public static TimeSpan LongestPoll { get; } = TimeSpan.FromSeconds(1);

    /// <summary>Pause between two comparisons with a peer that were asked for by waiting writes.</summary>
    public static TimeSpan ComparisonPause { get; } = TimeSpan.FromSeconds(1);
}
