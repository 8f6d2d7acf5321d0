using Aevrion.Core.Events;
using Aevrion.Core.Sync.Batches;
using Aevrion.Core.Sync.Exchange;
using Aevrion.Core.Sync.Protocol;
using Aevrion.Core.Sync.Sessions;
using Aevrion.Simulation.Kernel;
using Aevrion.Storage;

namespace Aevrion.Simulation.Regions;

/// <summary>Performs the effects of machines that concern their region. The process may die before or after each of them.</summary>
internal sealed class EffectDriver(RegionProcess process)
{
    private static readonly Task Never = new TaskCompletionSource().Task;

    public async Task<SyncInput> PerformAsync(SyncEffect effect, string peer)
    {
        process.World.Step(StepKind.Effect, process.Region.Index, peer[0], () => $"{process.Region.Name} performs {effect.GetType().Name} for {peer}");
        await MayDieAsync();
        var answer = await process.World.Build.PerformAsync(process, effect, peer);
        await MayDieAsync();
        return answer;
    }

    /// <summary>As the product does it.</summary>
    public async Task<SyncInput> ReadOrAdmitAsync(SyncEffect effect, string peer)
    {
        var shape = process.World.Scenario.Shape;
        switch (effect)
        {
            case ReadHorizon:
                var horizon = await process.Tree.CloseAsync();
                process.Region.OnClosed(shape.StartOf(horizon.Closed));
                return horizon;
            case ReadSnapshot read:
                return new SnapshotRead(await process.Tree.SnapshotAsync(read.Horizon));
            case ReadChildren read:
                return new ChildrenRead(await process.Tree.ChildrenAsync(read.Parents));
            case ReadLeafDigests read:
                return new LeafDigestsRead(await process.Tree.LeafDigestsAsync(read.Ranges));
            case ReadLeaves read:
                return new LeavesRead(await process.Store.ReadLeavesAsync(read.Leaves.ToList(), CancellationToken.None));
            case ReadEvents read:
                return new EventsRead(await process.Store.ReadEventsAsync(read.Stamps, ProtocolLimits.TargetFrameBytes, CancellationToken.None));
            case ReadRange read:
                var beyond = shape.LeafOf(EventLimits.MaxTimestamp) + 1;
                return new EventsRead(await process.Store.ReadRangeAsync(
                    shape.StartOf(Math.Min(read.Leaves.First, beyond)), shape.StartOf(Math.Min(read.Leaves.End, beyond)), read.After,
                    ProtocolLimits.MaxEventsPerFrame, ProtocolLimits.TargetFrameBytes, CancellationToken.None));
            case AdmitEvents admit:
                return await AdmitAsync(admit.Events, peer);
            case NotePeer note:
                process.Neighbourhood.Learn(note.Region, note.Neighbours);
                return Noted.Instance;
            case LearnFrontiers learn:
                process.Frontiers.Learn(learn);
                return Noted.Instance;
            default:
                throw new InvalidOperationException($"{effect.GetType().Name} is not for the region.");
        }
    }

    /// <summary>Events dated too far ahead are left out: an exchange brings them once their time has come.</summary>
    public async Task<EventsAdmitted> AdmitAsync(IReadOnlyList<Event> events, string peer)
    {
        var limit = process.Clock.AdmittedThroughMs();
        var admitted = events.Where(item => item.Timestamp <= limit).ToList();
        var heldBack = events.Count - admitted.Count;
        if (admitted.Count == 0)
            return new EventsAdmitted(0, heldBack);
        var added = 0;
        foreach (var part in WholeBatches.Split(admitted, StorageLimits.MaxTransactionEvents, StorageLimits.MaxTransactionBytes))
            added += (await process.Appender.AppendAsync(part, peer, default)).Count(isNew => isNew);
        return new EventsAdmitted(added, heldBack);
    }

    private Task MayDieAsync()
    {
        if (!process.World.IsTroubled || !process.Random.Chance(process.World.Scenario.Faults.CrashAtEffect))
            return Task.CompletedTask;
        process.World.Crash(process.Region);
        return Never;
    }
}
