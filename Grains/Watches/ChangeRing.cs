using Aevrion.Core;
using Aevrion.Storage.Commits;

namespace Aevrion.Grains.Watches;

/// <summary>
/// The latest changes of the region, in commit order and without a gap: what all watches of the silo read while they keep up. Bounded; the
/// oldest go first. Safe for concurrent use.
/// </summary>
internal sealed class ChangeRing
{
    private static readonly CommitPlace Never = CommitPlace.EndOf(long.MaxValue);

    private readonly Lock _lock = new();
    private readonly Change[] _changes = new Change[WatchLimits.MaxRecentChanges];
    private TaskCompletionSource _moved = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _first;
    private int _count;
    private long _bytes;

    // Everything behind _from and up to _end is here.
    private CommitPlace _from = Never;
    private CommitPlace _end = Never;

    /// <summary>Up to where changes are known.</summary>
    public CommitPlace End
    {
        get
        {
            lock (_lock)
                return _end;
        }
    }

    /// <summary>Begins behind a commit, with nothing.</summary>
    public void Start(long position)
    {
        lock (_lock)
        {
            Clear();
            _from = _end = CommitPlace.EndOf(position);
        }

        Wake();
    }

    /// <summary>Gives everything up: nothing can be read here until the next start.</summary>
    public void Stop()
    {
        lock (_lock)
        {
            Clear();
            _from = _end = Never;
        }

        Wake();
    }

    /// <summary>Adds what comes next.</summary>
    /// <param name="changes">All changes behind <see cref="End"/> and up to the new end.</param>
    /// <param name="end">The new end.</param>
    public void Append(IReadOnlyList<Change> changes, CommitPlace end)
    {
        lock (_lock)
        {
            foreach (var change in changes)
                Push(change);
            _end = end;
        }

        Wake();
    }

    /// <summary>The changes behind a place; null when some of them are not here (any more).</summary>
    public ChangePage? Read(CommitPlace after, int max)
    {
        lock (_lock)
        {
            if (after < _from)
                return null;
            var first = CountThrough(after);
            var taken = new Change[Math.Min(max, _count - first)];
            for (var i = 0; i < taken.Length; i++)
                taken[i] = At(first + i);
            var next = first + taken.Length < _count ? taken[^1].Place : _end;
            return new ChangePage(taken, next > after ? next : after);
        }
    }

    /// <summary>The place of a recent event; null when it is not here.</summary>
    public CommitPlace? Find(Hash256 id)
    {
        lock (_lock)
        {
            for (var i = _count - 1; i >= 0; i--)
            {
                if (At(i).Event.Id == id)
                    return At(i).Place;
            }
        }

        return null;
    }

    /// <summary>Done when there is something behind a place, or it is not certain any more that there is nothing.</summary>
    public Task MovedBehind(CommitPlace place)
    {
        lock (_lock)
            return place < _from || place < _end ? Task.CompletedTask : _moved.Task;
    }

    /// <summary>True while what comes behind a place is told here.</summary>
    public bool Follows(CommitPlace place)
    {
        lock (_lock)
            return place >= _from;
    }

    private void Push(Change change)
    {
        if (_count == _changes.Length)
            DropOldest();
        _changes[(_first + _count++) % _changes.Length] = change;
        _bytes += BytesOf(change);
        while (_bytes > WatchLimits.MaxRecentBytes)
            DropOldest();
    }

    private void DropOldest()
    {
        _from = At(0).Place;
        _bytes -= BytesOf(At(0));
        _changes[_first] = null!;
        _first = (_first + 1) % _changes.Length;
        _count--;
    }

    /// <summary>How many changes are at or before a place.</summary>
    private int CountThrough(CommitPlace place)
    {
        var low = 0;
        var high = _count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (At(middle).Place <= place)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    private Change At(int index) => _changes[(_first + index) % _changes.Length];

    private void Clear()
    {
        Array.Clear(_changes);
        (_first, _count, _bytes) = (0, 0, 0);
    }

    private void Wake() =>
        Interlocked.Exchange(ref _moved, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();

    private static long BytesOf(Change change) => change.Event.Key.Length + change.Event.Value.GetValueOrDefault().Length;
}
