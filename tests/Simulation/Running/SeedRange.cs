namespace Aevrion.Simulation.Running;

/// <summary>Runs many seeds, side by side: a seed runs on one thread.</summary>
internal static class SeedRange
{
    // One thing that becomes ready lets the next one go on, on the same stack: where that runs short, .NET would go on in another thread.
    private const int StackBytes = 256 * 1024 * 1024;

    /// <summary>Runs seeds until all are done or one violates a promise; those below a violating one are finished.</summary>
    /// <param name="first">The first seed.</param>
    /// <param name="count">How many.</param>
    /// <param name="build">What the regions run; one for each seed.</param>
    /// <param name="report">Is told of every seed as it ends, one at a time.</param>
    /// <param name="keepsGoing">Runs all of them, whatever happens.</param>
    /// <returns>The violating result of the lowest seed; null when there is none.</returns>
    public static SeedResult? Run(ulong first, int count, Func<ProductBuild> build, Action<SeedResult>? report = null, bool keepsGoing = false)
    {
        SeedResult? violating = null;
        var gate = new Lock();
        var next = -1;
        void Work()
        {
            while (Interlocked.Increment(ref next) is var place && place < count)
            {
                var seed = first + (ulong)place;
                lock (gate)
                {
                    if (!keepsGoing && violating?.Seed < seed)
                        return;
                }

                var result = SimulationRun.Of(seed, build());
                lock (gate)
                {
                    report?.Invoke(result);
                    if (result.Violation is not null && !(violating?.Seed < seed))
                        violating = result;
                }
            }
        }

        var workers = Enumerable.Range(0, Math.Min(count, Environment.ProcessorCount)).Select(_ => new Thread(Work, StackBytes)).ToList();
        workers.ForEach(worker => worker.Start());
        workers.ForEach(worker => worker.Join());
        return violating;
    }
}
