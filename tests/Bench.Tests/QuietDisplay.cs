using Aevrion.Bench.Progress;

namespace Aevrion.Bench.Tests;

/// <summary>Says nothing.</summary>
internal sealed class QuietDisplay : IProgressDisplay
{
    public void Begin(string description, long total)
    {
    }

    public void Show(long done)
    {
    }
}
