namespace Aevrion.Storage.Tree;

/// <summary>
/// Takes stale digests of time that has passed, a little at a time, so that nobody who compares histories has to take millions of them
/// at once after a long load. What it takes is kept; it descends through stale nodes only, so it finds where it was by itself.
/// </summary>
/// <param name="store">The rows of the tree.</param>
/// <param name="refresher">Takes digests.</param>
/// <param name="timeProvider">Measures the work.</param>
public sealed class TreeFreshener(ITreeStore store, TreeRefresher refresher, TimeProvider timeProvider)
{
    /// <summary>Events of a step, unless a single leaf holds more: some tens of milliseconds of work.</summary>
    public const long MaxStepEvents = 50_000;

    /// <summary>While others write, a step is followed by a pause this many times as long as it took.</summary>
    private const int PausePerWorkInTraffic = 9;

    /// <summary>A step is never followed by a longer pause, unless there was nothing to do.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    /// <summary>The pause when nothing is stale; looking costs a query of a few rows.</summary>
    private static readonly TimeSpan IdlePause = TimeSpan.FromSeconds(15);

    /// <summary>Takes some stale digests.</summary>
    /// <param name="horizon">Leaves below it have had their time.</param>
    /// <param name="isBusy">Answers whether others want the database, before and after the step.</param>
    /// <param name="cancellationToken">Stops it; what was taken so far is kept.</param>
    /// <returns>How long to leave it alone.</returns>
    /// <exception cref="StorageUnavailableException">The store does not answer.</exception>
    public async Task<TimeSpan> StepAsync(long horizon, Func<bool> isBusy, CancellationToken cancellationToken)
    {
        var wasBusy = isBusy();
        var started = timeProvider.GetTimestamp();
        var nodes = await store.ReadNodesAsync(store.Shape.Cover(horizon), cancellationToken).ConfigureAwait(false);
        var left = await DescendAsync(nodes, MaxStepEvents, cancellationToken).ConfigureAwait(false);
        if (left == MaxStepEvents)
            return IdlePause;

        var work = timeProvider.GetElapsedTime(started);
        var pause = wasBusy || isBusy() ? work * PausePerWorkInTraffic : work;
        return pause < LongestPause ? pause : LongestPause;
    }

    /// <summary>Freshens nodes, the stale ones among them, until so many events were read; answers how many are left to read.</summary>
    private async Task<long> DescendAsync(IReadOnlyList<StoredNode> nodes, long maxEvents, CancellationToken cancellationToken)
    {
        var left = maxEvents;
        foreach (var node in nodes.Where(node => node.Fresh is null))
        {
            if (left <= 0)
                break;
            if (node.Address.Level > 0 && node.Count > left)
            {
                var children = await store.ReadChildrenAsync([node.Address], cancellationToken).ConfigureAwait(false);
                left = await DescendAsync(children, left, cancellationToken).ConfigureAwait(false);
                if (left <= 0)
                    break;
            }
            else
            {
                left -= node.Count;
            }

            await refresher.RefreshAsync(node.Address, cancellationToken).ConfigureAwait(false);
        }

        return left;
    }
}
