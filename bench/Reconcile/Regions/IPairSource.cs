using Aevrion.Bench.Progress;
using Aevrion.Bench.Reconcile.Workload;

namespace Aevrion.Bench.Reconcile.Regions;

/// <summary>Makes pairs of regions on a kind of store.</summary>
internal interface IPairSource
{
    /// <summary>Two regions that both hold all of the history but what the plan withholds.</summary>
    Task<RegionPair> CreateAsync(
        SyntheticHistory history, RoundPlan plan, IProgressDisplay progress, CancellationToken cancellationToken);
}
