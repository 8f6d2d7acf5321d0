using Aevrion.Core.Events;
using Aevrion.Storage.Appending;
using Aevrion.Storage.Commits;

namespace Aevrion.Grains.Watches;

/// <summary>
/// What this silo itself commits, on its way to the watches: it needs not be read back. Transactions end in any order; here they wait until
/// those before them are known. Collects only while somebody listens.
/// </summary>
public sealed class OwnCommits : ICommitObserver, IDisposable
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<long, Event[]> _waiting = [];
    private bool _isListening;
    private long _newest;
    private long _events;
    private long _bytes;
    private int _isInDoubt;

    /// <summary>The highest position that this silo has committed, since it runs.</summary>
    internal long Newest => Volatile.Read(ref _newest);

    /// <summary>Set by every commit: for whoever puts the changes into order.</summary>
    internal Signal Arrived { get; } = new();

    /// <summary>Set by every commit: for whoever tells the other silos.</summary>
    internal Signal ToTell { get; } = new();

    /// <summary>True once when something may have been committed at a position that is not known.</summary>
    internal bool TakeDoubt() => Interlocked.Exchange(ref _isInDoubt, 0) == 1;

    internal bool IsInDoubt => Volatile.Read(ref _isInDoubt) == 1;

    /// <inheritdoc/>
    public void OnCommitted(IReadOnlyList<CommittedAppend> appends)
    {
        if (appends[0].Position is { } position)
        {
            lock (_lock)
            {
                _newest = Math.Max(_newest, position);
                if (_isListening)
                    Keep(position, appends);
            }
        }
        else if (appends[0].IsRepeated)
        {
            Volatile.Write(ref _isInDoubt, 1);
        }
        else
        {
            return;
        }

        Arrived.Set();
        ToTell.Set();
    }

    /// <summary>Begins or ends to collect.</summary>
    internal void Listen(bool isListening)
    {
        lock (_lock)
        {
            _isListening = isListening;
            Forget();
        }
    }

    /// <summary>Hands over what comes next behind the end of the ring, as far as it is here.</summary>
    internal void MoveInto(ChangeRing ring)
    {
        var changes = new List<Change>();
        var end = ring.End;
        lock (_lock)
        {
            while (_waiting.Count > 0)
            {
                var (position, events) = _waiting.First();
                if (position > end.Position && !(end.IsEnd && position == end.Position + 1))
                    break;
                Remove(position, events);
                if (position <= end.Position)
                    continue;
                changes.AddRange(events.Select((item, index) => new Change(item, new CommitPlace(position, index))));
                end = CommitPlace.EndOf(position);
            }
        }

        if (changes.Count > 0)
            ring.Append(changes, end);
    }

    public void Dispose()
    {
        Arrived.Dispose();
        ToTell.Dispose();
    }

    private void Keep(long position, IReadOnlyList<CommittedAppend> appends)
    {
        Event[] events =
        [
            .. appends.SelectMany(append => append.Events.Where((_, i) => append.Added[i])).OrderBy(item => item.Stamp),
        ];
        _waiting[position] = events;
        _events += events.Length;
        _bytes += BytesOf(events);

        // Whoever puts them into order does not keep up: he reads from the log.
        if (_events > WatchLimits.MaxRecentChanges || _bytes > WatchLimits.MaxRecentBytes)
            Forget();
    }

    private void Remove(long position, Event[] events)
    {
        _waiting.Remove(position);
        _events -= events.Length;
        _bytes -= BytesOf(events);
    }

    private void Forget()
    {
        _waiting.Clear();
        (_events, _bytes) = (0, 0);
    }

    private static long BytesOf(Event[] events) => events.Sum(item => (long)item.Key.Length + item.Value.GetValueOrDefault().Length);
}
