using System.Diagnostics.CodeAnalysis;

namespace Orleans.Runtime;

/// <summary>When a reminder ticks. All times are UTC.</summary>
[GenerateSerializer]
[Immutable]
[SuppressMessage("Performance", "CA1815", Justification = "Ticks are looked at, not compared.")]
public readonly struct TickStatus
{
    public TickStatus(DateTime firstTickTime, TimeSpan period, DateTime timeStamp)
    {
        FirstTickTime = firstTickTime;
        Period = period;
        CurrentTickTime = timeStamp;
    }

    /// <summary>When the reminder was first due.</summary>
    [Id(0)]
    public DateTime FirstTickTime { get; }

    [Id(1)]
    public TimeSpan Period { get; }

    /// <summary>Now.</summary>
    [Id(2)]
    public DateTime CurrentTickTime { get; }

    public override string ToString() => $"<{FirstTickTime}, {Period}, {CurrentTickTime}>";
}
