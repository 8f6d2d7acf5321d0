using System.Numerics;

namespace Aevrion.Grains.Load;

/// <summary>
/// The buckets that times are counted in: each power of two of microseconds is split in eight, so that a bucket's upper bound exceeds what
/// is in it by an eighth at most. After the log-linear histograms of HdrHistogram (Gil Tene).
/// </summary>
public static class LatencyBuckets
{
    private const int SplitBits = 3;
    private const int Split = 1 << SplitBits;

    /// <summary>Bits of the longest time that is told from a longer one: 2^26 µs are 67 s.</summary>
    private const int MaxBits = 26;

    /// <summary>How many there are.</summary>
    public const int Count = (MaxBits - SplitBits + 1) * Split;

    /// <summary>The bucket of a time. Longer ones than the last bucket's are counted in it.</summary>
    public static int Of(TimeSpan time)
    {
        var micros = (ulong)Math.Max(0, time.Ticks / TimeSpan.TicksPerMicrosecond);
        if (micros < Split)
            return (int)micros;
        var shift = BitOperations.Log2(micros) - SplitBits;
        var bucket = (shift * Split) + (int)(micros >> shift);
        return Math.Min(bucket, Count - 1);
    }

    /// <summary>The end of a bucket, in milliseconds: everything in it took less.</summary>
    public static double EndMs(int bucket)
    {
        if (bucket < Split)
            return (bucket + 1) / 1000.0;
        var shift = (bucket / Split) - 1;
        return (((long)(bucket % Split) + Split + 1) << shift) / 1000.0;
    }
}
