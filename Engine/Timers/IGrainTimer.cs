namespace Orleans.Runtime;

/// <summary>A timer of one activation. Disposing it stops it; a call that runs is told through its cancellation token.</summary>
public interface IGrainTimer : IDisposable
{
    /// <summary>Sets new times. From within the timer's own callback they count from the end of that call.</summary>
    void Change(TimeSpan dueTime, TimeSpan period);
}
