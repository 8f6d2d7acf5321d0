using System.Collections.Immutable;

namespace Aevrion.Grains.Load;

/// <summary>How long requests took.</summary>
/// <param name="P50Ms">Half of them took less, in milliseconds.</param>
/// <param name="P99Ms">99 of 100 took less, in milliseconds.</param>
public sealed record LatencySummary(double P50Ms, double P99Ms)
{
    /// <summary>The summary of times counted in <see cref="LatencyBuckets"/>; null when there are none.</summary>
    /// <param name="times">Numbers of buckets, ascending, each followed by its count.</param>
    public static LatencySummary? Of(ImmutableArray<int> times)
    {
        var total = 0L;
        for (var i = 1; i < times.Length; i += 2)
            total += times[i];
        return total == 0 ? null : new LatencySummary(Quantile(times, total, 0.5), Quantile(times, total, 0.99));
    }

    private static double Quantile(ImmutableArray<int> times, long total, double quantile)
    {
        var rank = (long)Math.Ceiling(total * quantile);
        var seen = 0L;
        var at = 0;
        for (; at + 2 < times.Length; at += 2)
        {
            seen += times[at + 1];
            if (seen >= rank)
                break;
        }

        return LatencyBuckets.EndMs(times[at]);
    }
}
