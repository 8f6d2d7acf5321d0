using Aevrion.Core.Events;
using Aevrion.Core.Sync.Batches;
using Aevrion.Core.Sync.Exchange;
using Aevrion.Core.Sync.Protocol;
using Aevrion.Core.Sync.Sessions;
using Aevrion.Simulation.Kernel;
using Aevrion.Storage;
using Aevrion.Storage.Conflicts;

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
                return new EventsRead(await process.Store.ReadRangeAsync(
                    BeyondOf(read.Leaves.First), BeyondOf(read.Leaves.End), read.After,
                    ProtocolLimits.MaxEventsPerFrame, ProtocolLimits.TargetFrameBytes, CancellationToken.None));
            case ReadLosers read:
                return new LosersRead(await process.Store.ReadNewestLosersAsync(BeyondOf(read.Horizon), ProtocolLimits.MaxLosers, CancellationToken.None));
            case FindDescendants find:
                var descendants = new SortedSet<EventStamp>();
                foreach (var loser in find.Losers)
                {
                    if (await process.Store.FindDescendantAsync(loser, BeyondOf(find.Horizon), CancellationToken.None) is { } found)
                        descendants.Add(found);
                }

                return new DescendantsFound([.. descendants]);
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
        {
            var areNew = await process.Appender.AppendAsync(part, peer, default);
            added += areNew.Count(isNew => isNew);
            await NoteRepeatedAsync([.. part.Where((item, i) => !areNew[i] && !item.Parents.IsEmpty)], peer);
        }

        return new EventsAdmitted(added, heldBack);
    }

    /// <summary>What was here before may have come with other parents; who may not hear of them otherwise is told.</summary>
    private async Task NoteRepeatedAsync(List<Event> again, string peer)
    {
        if (again.Count == 0)
            return;
        var changed = await process.Store.AddParentsAsync(
            [.. again.Select(item => new KeyLineage(item.Key, item.Stamp, item.Parents))], CancellationToken.None);
        var parents = changed.ToDictionary(item => item.Stamp, item => item.Parents);
        var told = again.Where(item => parents.ContainsKey(item.Stamp)).DistinctBy(item => item.Stamp)
            .Select(item => Event.Restore(item.Key, item.Value, item.Timestamp, item.Id, item.Origin, parents[item.Stamp], item.Batch)).ToList();
        foreach (var link in process.Links)
            link.Push(process.World.Build.SelectRepeated(process, peer, link.Peer, told));
    }

    /// <summary>The first millisecond at or behind a leaf, which a peer may set anywhere.</summary>
    private long BeyondOf(long leaf)
    {
        var shape = process.World.Scenario.Shape;
        return shape.StartOf(Math.Min(leaf, shape.LeafOf(EventLimits.MaxTimestamp) + 1));
    }

    private Task MayDieAsync()
    {
        if (!process.World.IsTroubled || !process.Random.Chance(process.World.Scenario.Faults.CrashAtEffect))
            return Task.CompletedTask;
        process.World.Crash(process.Region);
        return Never;
    }
}
