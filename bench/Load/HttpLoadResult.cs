using System.Runtime.InteropServices;

namespace Aevrion.Bench.Load;

/// <summary>What a load of requests came to.</summary>
/// <param name="Answers">Requests answered, none refused.</param>
/// <param name="Elapsed">How long that took.</param>
/// <param name="MedianMs">Median time from a request to its answer, in milliseconds; with one connection exact, with more at most.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct HttpLoadResult(long Answers, TimeSpan Elapsed, double MedianMs)
{
    public double PerSecond => Answers / Elapsed.TotalSeconds;
}
