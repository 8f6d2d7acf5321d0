using System.Diagnostics.CodeAnalysis;

namespace Orleans.Runtime;

/// <summary>How a grain timer behaves.</summary>
[SuppressMessage("Performance", "CA1815", Justification = "Options are set, not compared.")]
public readonly struct GrainTimerCreationOptions()
{
    [SetsRequiredMembers]
    public GrainTimerCreationOptions(TimeSpan dueTime, TimeSpan period)
        : this()
    {
        DueTime = dueTime;
        Period = period;
    }

    /// <summary>From registration to the first call; infinite: never.</summary>
    public required TimeSpan DueTime { get; init; }

    /// <summary>From the end of one call to the next; infinite: no further call.</summary>
    public required TimeSpan Period { get; init; }

    /// <summary>Whether calls start while requests await. By default they wait their turn like requests.</summary>
    public bool Interleave { get; init; }

    /// <summary>Whether calls keep the activation from idle collection. By default they do not.</summary>
    public bool KeepAlive { get; init; }
}
