using Aevrion.Grains.Interfaces.Load;

namespace Aevrion.Grains.Load;

/// <summary>How much a silo remembers of what it did.</summary>
public static class LoadLimits
{
    /// <summary>Steps a silo remembers: an hour of them.</summary>
    public const int MaxSteps = 60 * StepsPerMinute;

    /// <summary>Steps of a minute.</summary>
    public const int StepsPerMinute = 60_000 / LoadStep.StepMs;

    /// <summary>Bytes that a silo remembers them in at most: two histograms a step.</summary>
    public const int MaxBytes = MaxSteps * ((2 * LatencyBuckets.Count * sizeof(int)) + 256);

    /// <summary>Bytes that the steps of any number of silos take on their way between silos at most: a bucket and its count at 8 bytes.</summary>
    public const int MaxSumBytes = MaxSteps * ((2 * LatencyBuckets.Count * 2 * sizeof(int)) + 256);
}
