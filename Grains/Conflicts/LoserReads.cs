using Aevrion.Core.Events;
using Aevrion.Core.Sync.Exchange;
using Aevrion.Core.Sync.Protocol;
using Aevrion.Core.Time;
using Aevrion.Grains.Interfaces.Conflicts;
using Aevrion.Storage;
using Aevrion.Storage.Conflicts;
using Microsoft.Extensions.Logging;
using Orleans;

namespace Aevrion.Grains.Conflicts;

/// <summary>What exchanges read of the region's conflicts.</summary>
public sealed class LoserReads(IConflictStore store, ITreeStore tree, IGrainFactory grains, RegionClock clock, ILogger<LoserReads> logger)
{
    /// <summary>How long an exchange waits for the list to catch up with the commits. When that takes longer the next exchange compares it.</summary>
    private static readonly TimeSpan CatchUpTimeout = TimeSpan.FromSeconds(2);

    /// <summary>
    /// How long a part of an exchange looks for descendants. That takes long only below many versions of a key none of which is one; what
    /// is left then is for a later exchange.
    /// </summary>
    private static readonly TimeSpan SearchTimeout = TimeSpan.FromSeconds(5);

    /// <summary>Reads the versions that lost.</summary>
    /// <exception cref="StorageUnavailableException">The database does not answer.</exception>
    public async Task<LosersRead> ReadAsync(ReadLosers read, CancellationToken cancellationToken)
    {
        if (read.MustBeCurrent && !await IsCurrentAsync(cancellationToken))
            return new LosersRead(null);
        return new LosersRead(await store.ReadNewestLosersAsync(BeyondOf(read.Horizon), ProtocolLimits.MaxLosers, cancellationToken));
    }

    /// <summary>Finds descendants of versions that lost elsewhere, of the first at least.</summary>
    /// <exception cref="StorageUnavailableException">The database does not answer.</exception>
    public async Task<DescendantsFound> FindAsync(FindDescendants find, CancellationToken cancellationToken)
    {
        var started = clock.TimeProvider.GetTimestamp();
        var found = new SortedSet<EventStamp>();
        foreach (var loser in find.Losers)
        {
            if (await store.FindDescendantAsync(loser, BeyondOf(find.Horizon), cancellationToken) is { } descendant)
                found.Add(descendant);
            if (clock.TimeProvider.GetElapsedTime(started) > SearchTimeout)
                break;
        }

        return new DescendantsFound([.. found]);
    }

    private async Task<bool> IsCurrentAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await grains.GetGrain<IConflictGrain>(0).CatchUp().WaitAsync(CatchUpTimeout, clock.TimeProvider, cancellationToken);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            ConflictLog.NotCompared(logger, failure.Message);
            return false;
        }
    }

    /// <summary>The first millisecond at or behind a horizon, which a peer may set anywhere.</summary>
    private long BeyondOf(long horizon)
    {
        var shape = tree.Shape;
        return shape.StartOf(Math.Min(horizon, shape.LeafOf(EventLimits.MaxTimestamp) + 1));
    }
}
