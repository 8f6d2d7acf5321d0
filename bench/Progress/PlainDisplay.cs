namespace Aevrion.Bench.Progress;

/// <summary>A line a step, for when nobody watches.</summary>
internal sealed class PlainDisplay(TextWriter output) : IProgressDisplay
{
    public void Begin(string description, long total) => output.WriteLine(description);

    public void Show(long done)
    {
    }
}
