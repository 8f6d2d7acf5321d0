using Aevrion.Core;
using Aevrion.Grains.Access;
using Aevrion.Storage.Commits;

namespace Aevrion.Grains.Watches;

/// <summary>
/// A reader of the region's changes at its own pace: from the silo's memory while it keeps up, from the database while it does not. It
/// holds nothing but its place, so one that stands still costs nothing. For one caller at a time.
/// </summary>
public sealed class Watch : IDisposable
{
    private readonly RegionWatches _watches;
    private readonly string _prefix;
    private readonly PermittedKeys _permitted;
    private CommitPlace _place;
    private bool _isDisposed;

    /// <param name="watches">Where it reads.</param>
    /// <param name="request">What is watched.</param>
    /// <param name="place">It tells what comes behind.</param>
    /// <param name="lastId">The event at that place, if there is one.</param>
    internal Watch(RegionWatches watches, WatchRequest request, CommitPlace place, Hash256? lastId)
    {
        _watches = watches;
        _prefix = request.Prefix;
        _permitted = request.Permitted;
        _place = place;
        LastId = lastId;
    }

    /// <summary>
    /// The last event that was looked at, whether its key has the prefix or not: a watch that resumes behind it misses nothing. Null as long
    /// as there is none. Never an event of a key that the watch may not tell of.
    /// </summary>
    public Hash256? LastId { get; private set; }

    /// <summary>Waits for changes.</summary>
    /// <param name="patience">How long.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public async Task<WatchNews> NextAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        var startedAt = _watches.Time.GetTimestamp();
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var page = await _watches.ReadAsync(_place, cancellationToken);
            if (page?.IsTrimmed == true)
                return new WatchNews([], IsTooFarBehind: true);

            var hasMoved = page is not null && page.Next > _place;
            var matching = page is null ? [] : Take(page);
            var left = patience - _watches.Time.GetElapsedTime(startedAt);
            if (matching.Count > 0 || left <= TimeSpan.Zero)
                return new WatchNews(matching);
            if (!hasMoved)
                await _watches.WaitAsync(_place, left, cancellationToken);
        }
    }

    public void Dispose()
    {
        if (_isDisposed)
            return;
        _isDisposed = true;
        _watches.Close();
    }

    private List<Change> Take(ChangePage page)
    {
        _place = page.Next;
        if (page.Changes.LastOrDefault(change => _permitted.Contains(change.Event.Key)) is { } last)
            LastId = last.Event.Id;
        return
        [
            .. page.Changes.Where(change => change.Event.Key.StartsWith(_prefix, StringComparison.Ordinal) && _permitted.Contains(change.Event.Key)),
        ];
    }
}
