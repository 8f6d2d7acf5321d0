using Aevrion.Grains.Load;

namespace Aevrion.Silo.Http.Load;

/// <summary>How long requests took in the silo.</summary>
/// <param name="P50Ms">Half of them took less.</param>
/// <param name="P99Ms">99 of 100 took less.</param>
internal sealed record LatencyDocument(double P50Ms, double P99Ms)
{
    public static LatencyDocument? Of(LatencySummary? summary) => summary is null ? null : new LatencyDocument(summary.P50Ms, summary.P99Ms);
}
