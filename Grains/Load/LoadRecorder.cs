using System.Collections.Immutable;
using Aevrion.Grains.Interfaces.Load;

namespace Aevrion.Grains.Load;

/// <summary>
/// What this silo did in the last hour, in steps of ten seconds: a ring in memory of <see cref="LoadLimits.MaxBytes"/> at most. Recording
/// allocates nothing once a step's place in the ring has been used. Safe for concurrent use.
/// </summary>
public sealed class LoadRecorder(TimeProvider timeProvider)
{
    private readonly LoadSlot?[] _ring = new LoadSlot?[LoadLimits.MaxSteps];

    /// <summary>Number of the step that runs.</summary>
    public long CurrentStep => timeProvider.GetUtcNow().ToUnixTimeMilliseconds() / LoadStep.StepMs;

    /// <summary>Counts something that was done just now.</summary>
    public void Add(LoadCount count, long number)
    {
        if (number > 0)
            SlotOf(CurrentStep, out var step).Add(step, count, number);
    }

    /// <summary>Counts how long a request took that was answered just now.</summary>
    public void Time(bool isWrite, TimeSpan taken) => SlotOf(CurrentStep, out var step).Time(step, isWrite, LatencyBuckets.Of(taken));

    /// <summary>The steps in which this silo did anything, the oldest first.</summary>
    /// <param name="first">Number of the first step that is asked for.</param>
    /// <param name="last">Number of the last one.</param>
    public ImmutableArray<LoadStep> Read(long first, long last)
    {
        var steps = ImmutableArray.CreateBuilder<LoadStep>();
        for (var step = Math.Max(first, last - LoadLimits.MaxSteps + 1); step <= last; step++)
        {
            if (Volatile.Read(ref _ring[PlaceOf(step)])?.Read(step) is { } read)
                steps.Add(read);
        }

        return steps.ToImmutable();
    }

    private LoadSlot SlotOf(long current, out long step)
    {
        step = current;
        ref var place = ref _ring[PlaceOf(current)];
        return Volatile.Read(ref place) ?? Interlocked.CompareExchange(ref place, new LoadSlot(), null) ?? place;
    }

    private static int PlaceOf(long step) => (int)(step % LoadLimits.MaxSteps);
}
