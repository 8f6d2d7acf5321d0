using Aevrion.Bench.Progress;
using Aevrion.Bench.Reconcile.Workload;
using Aevrion.Core.Events;
using Aevrion.Core.Tree;
using Aevrion.Storage;
using Aevrion.Storage.Memory;

namespace Aevrion.Bench.Reconcile.Regions;

/// <summary>Regions in memory. Both hold the same event objects, which saves half of the memory and changes nothing else.</summary>
internal sealed class MemoryPairs(TreeShape shape) : IPairSource
{
    /// <inheritdoc/>
    public async Task<RegionPair> CreateAsync(
        SyntheticHistory history, RoundPlan plan, IProgressDisplay progress, CancellationToken cancellationToken)
    {
        var dialler = new MemoryEventStore(shape);
        var listener = new MemoryEventStore(shape);
        progress.Begin($"Writing {history.Count:N0} events into two regions in memory", history.Count);
        var part = new List<Event>(StorageLimits.MaxTransactionEvents);
        for (var index = 0; index < history.Count; index++)
        {
            if (!plan.IsWithheld(index))
                part.Add(history.At(index));
            if (part.Count < StorageLimits.MaxTransactionEvents && index < history.Count - 1)
                continue;
            await dialler.AppendAsync(part, cancellationToken);
            await listener.AppendAsync(part, cancellationToken);
            part.Clear();
            progress.Show(index);
        }

        return new RegionPair(new MeasuredRegion(dialler, dialler, history.LeavesIn(shape)), new MeasuredRegion(listener, listener, history.LeavesIn(shape)));
    }
}
