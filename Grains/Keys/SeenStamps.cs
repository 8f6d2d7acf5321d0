using System.Runtime.CompilerServices;
using Aevrion.Core.Events;
using Aevrion.Core.Memory;

namespace Aevrion.Grains.Keys;

/// <summary>
/// The latest versions of keys that batches wrote of late, so that a batch need not look its keys up in the log again. Relied on only in a silo that is alone in
/// its region: then every commit passes here before its writer knows of it. Safe for concurrent use.
/// </summary>
/// <remarks>
/// A key is expected before the log is read, and learned after: a commit in between is observed, and the higher stamp stays. What was forgotten in between
/// is not learned.
/// </remarks>
public sealed class SeenStamps
{
    /// <summary>Keys that are remembered at most.</summary>
    public const int MaxKeys = 262_144;

    /// <summary>Bytes of them.</summary>
    public const long MaxKeyBytes = 32L * 1024 * 1024;

    private const int Parts = 16;

    /// <summary>Stands for an entry that is known, and not only expected.</summary>
    private const long Known = 0;

    private readonly TwoGenerations<string, Entry>[] _parts = new TwoGenerations<string, Entry>[Parts];
    private long _tickets;

    public SeenStamps()
    {
        for (var i = 0; i < Parts; i++)
            _parts[i] = new TwoGenerations<string, Entry>(MaxKeys / Parts, MaxKeyBytes / Parts);
    }

    /// <summary>Begins a reading of the log: what to hand to <see cref="TryFind"/> and <see cref="Learn"/>.</summary>
    public long Begin() => Interlocked.Increment(ref _tickets);

    /// <summary>Finds a key; one that is not known is expected from now on.</summary>
    /// <param name="key">The key.</param>
    /// <param name="ticket">Of the reading that follows for the keys that are not known.</param>
    /// <param name="latest">Its latest version; null when it has none.</param>
    public bool TryFind(string key, long ticket, out EventStamp? latest)
    {
        var part = PartOf(key);
        lock (part)
        {
            ref var entry = ref part.Find(key);
            var isHere = !Unsafe.IsNullRef(ref entry);
            latest = isHere ? entry.Latest : null;
            if (isHere && entry.Ticket == Known)
                return true;
            part.Set(key, new Entry(latest, ticket), 2 * key.Length);
            return false;
        }
    }

    /// <summary>Takes note of what was read of a key, if that is still expected.</summary>
    /// <param name="key">The key.</param>
    /// <param name="ticket">Of the reading.</param>
    /// <param name="read">Its latest version in the log; null when it has none.</param>
    public void Learn(string key, long ticket, EventStamp? read)
    {
        var part = PartOf(key);
        lock (part)
        {
            ref var entry = ref part.Find(key);
            if (!Unsafe.IsNullRef(ref entry) && entry.Ticket == ticket)
                entry = new Entry(entry.Latest is { } latest && !(read > latest) ? latest : read, Known);
        }
    }

    /// <summary>Takes note of a durable event.</summary>
    public void Observe(Event committed)
    {
        var part = PartOf(committed.Key);
        lock (part)
        {
            ref var entry = ref part.Find(committed.Key);
            if (!Unsafe.IsNullRef(ref entry) && !(entry.Latest >= committed.Stamp))
                entry = entry with { Latest = committed.Stamp };
        }
    }

    /// <summary>Forgets a key: an event of it may be durable, and nobody was told.</summary>
    public void Forget(string key)
    {
        var part = PartOf(key);
        lock (part)
            part.Remove(key);
    }

    /// <summary>Forgets everything: others may have committed, or what was seen is in the log no more.</summary>
    public void Clear()
    {
        foreach (var part in _parts)
        {
            lock (part)
                part.Clear();
        }
    }

    private TwoGenerations<string, Entry> PartOf(string key) => _parts[(uint)string.GetHashCode(key, StringComparison.Ordinal) % Parts];

    /// <param name="Latest">The highest stamp seen; null for none.</param>
    /// <param name="Ticket">The reading that it waits for, or <see cref="Known"/>.</param>
    private readonly record struct Entry(EventStamp? Latest, long Ticket);
}
