namespace Aevrion.Bench.Progress;

/// <summary>
/// Says what a bench is doing. It draws only when told something, never by itself: a timer of its own would add to the processor time
/// that is measured meanwhile.
/// </summary>
internal interface IProgressDisplay
{
    /// <summary>Begins a step.</summary>
    /// <param name="description">What is done.</param>
    /// <param name="total">How much there is of it, 1 or more.</param>
    void Begin(string description, long total);

    /// <summary>So much of the step is done.</summary>
    void Show(long done);
}
