using System.Collections.Immutable;
using Aevrion.Core;
using Aevrion.Core.Events;
using Aevrion.Core.Sync.Topology;
using Aevrion.Core.Time;
using Aevrion.Grains.Hosting;
using Aevrion.Grains.Origins;
using Aevrion.Grains.Relay;
using Aevrion.Grains.Tree;
using Aevrion.Grains.Watermark;
using Aevrion.Storage;
using Aevrion.Storage.Appending;
using Aevrion.Storage.Backup;
using Aevrion.Storage.Conflicts;

namespace Aevrion.Grains.Backup;

/// <summary>
/// Brings the events of a backup into a region that serves meanwhile, empty or not. A block becomes durable once all of it was checked;
/// what is there already stays as it is, so a restore that was broken off is simply run again. Peers are not pushed to: the next exchange
/// brings them what they lack.
/// </summary>
public sealed class RegionRestore(
    IEventAppender appender,
    IEventLog log,
    IConflictStore conflicts,
    RegionTree tree,
    SiloRelay relay,
    ConvergedTime convergedTime,
    Neighbourhood neighbourhood,
    RegionClock clock,
    KnownOrigins origins,
    RegionOptions options)
{
    /// <summary>What the events count as received from. No region can have that name.</summary>
    private const string Source = "(backup)";

    /// <summary>Runs to the backup's end.</summary>
    /// <param name="backup">The backup, from its beginning.</param>
    /// <param name="cancellationToken">Breaks it off; what was made durable stays.</param>
    /// <exception cref="BackupRejectedException">The backup cannot be trusted; what of it was made durable before had been checked.</exception>
    /// <exception cref="StorageUnavailableException">The database does not answer; run it again.</exception>
    /// <exception cref="AppendQueueFullException">The region cannot take more just now; run it again.</exception>
    public async Task<RestoreReport> RunAsync(Stream backup, CancellationToken cancellationToken)
    {
        neighbourhood.Learn(Source, options.Peers.Keys);
        var reader = new BackupReader(backup);
        var header = await reader.ReadHeaderAsync(cancellationToken);
        if (header.LastTimestamp > clock.AdmittedThroughMs())
            throw new BackupRejectedException(
                $"The backup has an event dated {header.LastTimestamp}, which lies in the future here. Correct this machine's clock; then run the restore again.");

        var added = await AdmitAllAsync(reader, cancellationToken);
        var count = await log.CountAsync(cancellationToken);
        return new RestoreReport(header, reader.Trailer!, added, count, await IsIdenticalAsync(reader.Trailer!, header, count, cancellationToken));
    }

    private async Task<long> AdmitAllAsync(BackupReader reader, CancellationToken cancellationToken)
    {
        var added = 0L;
        var inFlight = new Queue<Task<int>>();
        try
        {
            while (await reader.ReadEventsAsync(cancellationToken) is { } events)
            {
                if (inFlight.Count == BackupLimits.RestoredBlocksInFlight)
                    added += await inFlight.Dequeue();
                inFlight.Enqueue(AdmitAsync(events, cancellationToken));
            }

            while (inFlight.TryDequeue(out var admission))
                added += await admission;
            return added;
        }
        finally
        {
            // After a failure: what was handed over ends before the one who asked is told.
            await ((Task)Task.WhenAll(inFlight)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }
    }

    private async Task<int> AdmitAsync(IReadOnlyList<BackedUpEvent> block, CancellationToken cancellationToken)
    {
        if (block.Count == 0)
            return 0;
        Event[] events = [.. block.Select(item => item.Event)];
        if (!await origins.AdmitAsync(events, cancellationToken))
            throw new BackupRejectedException(KnownOrigins.TooMany);
        var added = await convergedTime.HoldAsync(
            events[0].Timestamp, () => appender.AppendAsync(events, Source, default, cancellationToken));
        await relay.AnnounceAsync(events, added, Source);
        await AddParentsAsync(block, added, cancellationToken);
        return added.Count(isNew => isNew);
    }

    /// <summary>Parents that the region's own row does not have: those found later, and all of an event that was there already.</summary>
    private async Task AddParentsAsync(IReadOnlyList<BackedUpEvent> block, IReadOnlyList<bool> added, CancellationToken cancellationToken)
    {
        var lineages = new List<KeyLineage>();
        for (var i = 0; i < block.Count; i++)
        {
            var (item, later) = block[i];
            ImmutableArray<Hash256> parents = added[i] ? later : [.. item.Parents.Union(later)];
            if (!parents.IsEmpty)
                lineages.Add(new KeyLineage(item.Key, item.Stamp, parents));
        }

        if (lineages.Count > 0)
            await conflicts.AddParentsAsync(lineages, cancellationToken);
    }

    private async Task<bool> IsIdenticalAsync(BackupTrailer trailer, BackupHeader header, long count, CancellationToken cancellationToken)
    {
        if (trailer.Events != count || header.Granularity != tree.Shape.GranularityMs || header.BranchingFactor != tree.Shape.BranchingFactor)
            return false;
        var all = await tree.SnapshotAsync(tree.Shape.LeafOf(EventLimits.MaxTimestamp) + 1, cancellationToken);
        return all.Count == trailer.Events && (all.Count == 0 || all.Digest.ToString() == trailer.Digest);
    }
}
