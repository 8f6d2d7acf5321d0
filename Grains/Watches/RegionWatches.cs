using Aevrion.Core;
using Aevrion.Core.Time;
using Aevrion.Storage;
using Aevrion.Storage.Commits;

namespace Aevrion.Grains.Watches;

/// <summary>
/// Watches of this silo. Each tells every change of its prefix once, local and remote, in the order of the region's commits, whichever silo
/// made them; one that resumes behind an event, on any silo of the region, goes on with the next.
/// </summary>
public sealed class RegionWatches : IDisposable
{
    private readonly ChangeRing _ring;
    private readonly ChangeReader _reader;
    private readonly WatchFeed _feed;
    private readonly ICommitLog _commits;
    private readonly SemaphoreSlim _readings = new(WatchLimits.MaxReadings);
    private readonly SemaphoreSlim _searches = new(WatchLimits.MaxSearches);

    internal RegionWatches(ChangeRing ring, ChangeReader reader, WatchFeed feed, ICommitLog commits, RegionClock clock)
    {
        _ring = ring;
        _reader = reader;
        _feed = feed;
        _commits = commits;
        Time = clock.TimeProvider;
    }

    internal TimeProvider Time { get; }

    /// <summary>Begins a watch.</summary>
    /// <exception cref="StorageUnavailableException">The database does not answer.</exception>
    public async Task<WatchStart> OpenAsync(WatchRequest request, CancellationToken cancellationToken)
    {
        if (!_feed.TryEnter())
            return new WatchStart(null, WatchRefusal.TooMany);

        Watch? watch = null;
        try
        {
            if (await PlaceOfAsync(request, cancellationToken) is not { } place)
                return new WatchStart(null, request.LastEvent is null ? WatchRefusal.TimeTooOld : WatchRefusal.EventUnknown);
            var lastId = request.LastEvent ?? (request.Permitted.IsLimited ? null : await IdAtAsync(place.Position, cancellationToken));
            return new WatchStart(watch = new Watch(this, request, place, lastId));
        }
        finally
        {
            if (watch is null)
                Close();
        }
    }

    public void Dispose()
    {
        _readings.Dispose();
        _searches.Dispose();
    }

    internal void Close() => _feed.Leave();

    /// <summary>What is behind a place; null when that cannot be told just now.</summary>
    internal async ValueTask<ChangePage?> ReadAsync(CommitPlace after, CancellationToken cancellationToken)
    {
        if (_ring.Read(after, WatchLimits.MaxPageChanges) is { } recent)
            return recent;
        await _readings.WaitAsync(cancellationToken);
        try
        {
            return await _reader.ReadAsync(after, WatchLimits.MaxPageChanges, WatchLimits.MaxPageBytes, cancellationToken);
        }
        catch (StorageUnavailableException)
        {
            // The feed logs it; this watch tries again.
            return null;
        }
        finally
        {
            _readings.Release();
        }
    }

    /// <summary>Waits until there may be something behind a place.</summary>
    internal async Task WaitAsync(CommitPlace place, TimeSpan longest, CancellationToken cancellationToken)
    {
        // Nobody tells of changes behind a place that the ring does not follow: then the log is asked again and again.
        var isFollowed = _ring.Follows(place);
        var limit = isFollowed || longest < WatchLimits.PollPeriod ? longest : WatchLimits.PollPeriod;
        if (!isFollowed)
        {
            await Task.Delay(limit, Time, cancellationToken);
            return;
        }

        try
        {
            await _ring.MovedBehind(place).WaitAsync(limit, Time, cancellationToken);
        }
        catch (TimeoutException)
        {
            // Nothing came; the caller looks at the clock.
        }
    }

    private async Task<CommitPlace?> PlaceOfAsync(WatchRequest request, CancellationToken cancellationToken)
    {
        if (request.LastEvent is { } id)
        {
            var place = _ring.Find(id) ?? await SearchAsync(id, cancellationToken);
            return place is { } at && !await MayTellAsync(at, request, cancellationToken) ? null : place;
        }

        var position = request.SinceMs is { } sinceMs
            ? await _commits.FindTimeAsync(sinceMs, cancellationToken)
            : await _commits.ReadNewestPositionAsync(cancellationToken);
        return position is { } found ? CommitPlace.EndOf(found) : null;
    }

    /// <summary>True when the event at a place is one of those that the watch may tell of: no other is known to it, by no id.</summary>
    private async Task<bool> MayTellAsync(CommitPlace place, WatchRequest request, CancellationToken cancellationToken)
    {
        if (!request.Permitted.IsLimited)
            return true;
        var before = place.Index == 0 ? CommitPlace.EndOf(place.Position - 1) : place with { Index = place.Index - 1 };
        var page = await _reader.ReadAsync(before, maxEvents: 1, WatchLimits.MaxPageBytes, cancellationToken);
        return page.Changes is [var change, ..] && change.Place == place && request.Permitted.Contains(change.Event.Key);
    }

    private async Task<CommitPlace?> SearchAsync(Hash256 id, CancellationToken cancellationToken)
    {
        await _searches.WaitAsync(cancellationToken);
        try
        {
            return await _commits.FindEventAsync(id, cancellationToken);
        }
        finally
        {
            _searches.Release();
        }
    }

    private async Task<Hash256?> IdAtAsync(long position, CancellationToken cancellationToken)
    {
        if (position == 0)
            return null;
        var page = await _commits.ReadCommitsAsync(position - 1, maxCommits: 1, maxEvents: 1, cancellationToken);
        return page.Commits is [var commit] && commit.Position == position ? commit.Stamps[^1].Id : null;
    }
}
