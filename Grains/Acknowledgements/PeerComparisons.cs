using Aevrion.Core.Time;
using Aevrion.Grains.Interfaces.Sync;
using Aevrion.Grains.Peers;
using Microsoft.Extensions.Logging;
using Orleans;

namespace Aevrion.Grains.Acknowledgements;

/// <summary>
/// Compares this region with a peer on behalf of writes that its acknowledgements tell nothing of. One comparison at a time serves all
/// that wait. Safe for concurrent use.
/// </summary>
public sealed class PeerComparisons(IGrainFactory grains, RegionClock clock, ILogger<PeerComparisons> logger)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, PeerComparison> _byPeer = new(StringComparer.Ordinal);

    private TimeProvider Time => clock.TimeProvider;

    /// <summary>Whether a comparison that began after a moment has found all that was dated through a time to be at the peer.</summary>
    /// <param name="peer">The peer.</param>
    /// <param name="since">The moment, as <see cref="TimeProvider.GetTimestamp"/> tells it.</param>
    /// <param name="throughMs">The time, in milliseconds since the Unix epoch.</param>
    public bool HasProven(string peer, long since, long throughMs)
    {
        lock (_lock)
            return _byPeer.TryGetValue(peer, out var comparison) && comparison.BegunAt >= since && comparison.EqualBeforeMs > throughMs;
    }

    /// <summary>Sees to it that a comparison begins soon; never waits.</summary>
    public void Ask(string peer)
    {
        lock (_lock)
        {
            if (!_byPeer.TryGetValue(peer, out var comparison))
                _byPeer[peer] = comparison = new PeerComparison();
            if (comparison.IsRunning || (comparison.EndedAt is { } ended && Time.GetElapsedTime(ended) < AcknowledgementLimits.ComparisonPause))
                return;
            comparison.IsRunning = true;
            _ = CompareAsync(peer, comparison, Time.GetTimestamp());
        }
    }

    private async Task CompareAsync(string peer, PeerComparison comparison, long begunAt)
    {
        long? equalBefore = null;
        try
        {
            equalBefore = (await grains.GetGrain<ISyncGrain>(peer).Compare()).EqualBefore;
        }
        catch (Exception failure)
        {
            PeerLog.NotCompared(logger, peer, failure.Message);
        }

        lock (_lock)
        {
            (comparison.BegunAt, comparison.EqualBeforeMs) = (begunAt, equalBefore ?? 0);
            comparison.EndedAt = Time.GetTimestamp();
            comparison.IsRunning = false;
        }
    }
}
