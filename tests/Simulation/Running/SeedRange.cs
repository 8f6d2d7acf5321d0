namespace Aevrion.Simulation.Running;

/// <summary>Runs many seeds, side by side: a seed runs on one thread.</summary>
internal static class SeedRange
{
    /// <summary>Runs seeds until all are done or one violates a promise.</summary>
    /// <param name="first">The first seed.</param>
    /// <param name="count">How many.</param>
    /// <param name="build">What the regions run.</param>
    /// <param name="report">Is told of every seed as it ends, one at a time.</param>
    /// <returns>The violating results, if any, the lowest seed first.</returns>
    public static IReadOnlyList<SeedResult> Run(ulong first, int count, ProductBuild build, Action<SeedResult>? report = null)
    {
        var violations = new List<SeedResult>();
        var gate = new Lock();
        Parallel.For(0, count, (i, loop) =>
        {
            if (loop.IsStopped)
                return;
            var result = SimulationRun.Of(first + (ulong)i, build);
            lock (gate)
            {
                report?.Invoke(result);
                if (result.Violation is null)
                    return;
                violations.Add(result);
                loop.Stop();
            }
        });
        return [.. violations.OrderBy(result => result.Seed)];
    }
}
