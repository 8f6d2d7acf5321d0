using Aevrion.Core;
using Aevrion.Core.Events;
using Aevrion.Storage.Commits;

namespace Aevrion.Storage.Memory;

/// <summary>The commit log. Not safe for concurrent use.</summary>
internal sealed class MemoryCommits
{
    private readonly List<Commit> _commits = [];
    private long _newest;
    private long _startPosition;
    private long _startMs = -1;

    public long Newest => _newest;

    /// <summary>Enters events that were new; answers the position.</summary>
    public long Add(IReadOnlyList<EventStamp> stamps, long nowMs)
    {
        _commits.Add(new Commit(++_newest, _commits.Count == 0 ? nowMs : Math.Max(nowMs, _commits[^1].AtMs), [.. stamps.Order()]));
        return _newest;
    }

    public CommitPage Read(long after, int maxCommits, int maxEvents, IReadOnlyCollection<long> known)
    {
        if (after < _startPosition)
            return new CommitPage([], IsTrimmed: true);

        var page = new List<Commit>();
        var events = 0L;
        foreach (var commit in _commits.Where(commit => commit.Position > after).Take(maxCommits).TakeWhile(_ => events <= maxEvents))
        {
            page.Add(known.Contains(commit.Position) ? commit with { Stamps = [] } : commit);
            events += commit.Stamps.Count;
        }

        return new CommitPage(page, IsTrimmed: false);
    }

    public long? FindTime(long fromMs) =>
        fromMs <= _startMs ? null : _commits.LastOrDefault(commit => commit.AtMs < fromMs)?.Position ?? _startPosition;

    public CommitPlace? FindEvent(Hash256 id)
    {
        foreach (var commit in _commits)
        {
            for (var i = 0; i < commit.Stamps.Count; i++)
            {
                if (commit.Stamps[i].Id == id)
                    return new CommitPlace(commit.Position, i);
            }
        }

        return null;
    }

    public int Trim(long beforeMs, long maxBytes)
    {
        var bytes = _commits.Sum(BytesOf);
        var removed = 0;
        while (removed < Math.Min(_commits.Count - 1, CommitLogLimits.TrimStep) && (_commits[removed].AtMs < beforeMs || bytes > maxBytes))
            bytes -= BytesOf(_commits[removed++]);
        if (removed > 0)
            (_startPosition, _startMs) = (_commits[removed - 1].Position, _commits[removed - 1].AtMs);
        _commits.RemoveRange(0, removed);
        return removed;
    }

    private static long BytesOf(Commit commit) => CommitLogLimits.CommitBytes + ((long)CommitLogLimits.StampBytes * commit.Stamps.Count);
}
