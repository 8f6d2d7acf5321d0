using Orleans.Placement;

namespace Orleans.Concurrency;

/// <summary>Several activations may serve one identity at once; a request goes to an idle one. They must not keep state for the caller.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class StatelessWorkerAttribute : PlacementAttribute
{
    /// <summary>As many activations as the machine has processors.</summary>
    public StatelessWorkerAttribute()
        : this(-1)
    {
    }

    /// <param name="maxLocalWorkers">Most activations of one identity; zero or less means one for each processor.</param>
    public StatelessWorkerAttribute(int maxLocalWorkers) =>
        MaxLocalWorkers = maxLocalWorkers > 0 ? maxLocalWorkers : Environment.ProcessorCount;

    internal int MaxLocalWorkers { get; }
}
