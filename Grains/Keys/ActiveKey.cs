using Aevrion.Core.Events;
using Aevrion.Grains.Interfaces.Keys;

namespace Aevrion.Grains.Keys;

/// <summary>
/// What an activated key remembers: its latest version. Commits of the whole silo feed it from any thread, and since the latest is a
/// maximum in the last-write-wins order, the order they come in does not matter.
/// </summary>
public sealed class ActiveKey(string key)
{
    /// <summary>Readings past the grain between two that are left to it.</summary>
    private const int ReadingsPastGrain = 63;

    /// <summary>
    /// The latest version: the <see cref="Event"/> as it was committed, or, once it was read, the <see cref="ReadResult"/> that readers
    /// share. Null when there is none. One field, so that an active key holds its version once.
    /// </summary>
    private object? _latest;

    /// <summary>The conditional write that is being made durable; null when there is none.</summary>
    private Event? _deciding;

    /// <summary>Since which doubt the version of that stamp, or that there is none, is not relied on; null when it is.</summary>
    private Tuple<int, EventStamp?>? _doubt;
    private int _distrusts = 1;
    private int _readThrough;
    private int _readingsPastGrain;

    /// <summary>The key.</summary>
    public string Key { get; } = key;

    /// <summary>Timestamp and id of the winning version seen so far; null when there is none.</summary>
    public EventStamp? Latest => StampOf(Volatile.Read(ref _latest));

    /// <summary>True when the log has to be read before the latest version can be relied on.</summary>
    public bool MustRead => Volatile.Read(ref _distrusts) != Volatile.Read(ref _readThrough);

    /// <summary>The winning version seen so far, as readers are answered.</summary>
    public ReadResult Read()
    {
        while (true)
        {
            switch (Volatile.Read(ref _latest))
            {
                case null:
                    return ReadResult.Absent;
                case ReadResult result:
                    return result;
                case Event committed:
                    // Made once for all readers. Whatever came in between is newer and read next time.
                    var made = KeyVersions.Result(committed);
                    if (ReferenceEquals(Interlocked.CompareExchange(ref _latest, made, committed), committed))
                        return made;
                    break;
            }
        }
    }

    /// <summary>Whether one more reading may pass by the grain.</summary>
    public bool MayPassGrain()
    {
        // Concurrent readers may miscount, which makes no difference worth an interlocked instruction.
        var left = _readingsPastGrain;
        _readingsPastGrain = left > 0 ? left - 1 : ReadingsPastGrain;
        return left > 0;
    }

    /// <summary>Makes the key read the log before it answers again.</summary>
    public void Distrust() => Interlocked.Increment(ref _distrusts);

    /// <summary>
    /// The same, and what is remembered gives way to what the log has, though that be an earlier version: a repair may have taken a damaged event
    /// out of it. Commits that come meanwhile stay.
    /// </summary>
    public void DistrustVersion() => Volatile.Write(ref _doubt, Tuple.Create(Interlocked.Increment(ref _distrusts), Latest));

    /// <summary>What to hand to <see cref="HasRead"/> after a reading that starts now.</summary>
    public int StartReading() => Volatile.Read(ref _distrusts);

    /// <summary>Takes note of a reading of the log; doubts that came up after its start stay.</summary>
    public void HasRead(int started, Event? latest)
    {
        var doubt = Volatile.Read(ref _doubt);
        if (doubt is not null && started >= doubt.Item1)
        {
            Replace(doubt.Item2, latest);
            Interlocked.CompareExchange(ref _doubt, null, doubt);
        }
        else if (doubt is null && latest is not null)
        {
            Keep(latest);

            // Raised in between, the doubt is of what stood before.
            if (Volatile.Read(ref _doubt) is not null)
                DistrustVersion();
        }

        Volatile.Write(ref _readThrough, started);
    }

    /// <summary>
    /// A conditional write is about to be made durable. Until <see cref="HasDecided"/>, other events are not shown from memory: commits may be told
    /// of in another order than they had, and one that came behind the conditional write and loses to it was never the latest.
    /// </summary>
    public void Decide(Event written) => Volatile.Write(ref _deciding, written);

    /// <summary>The conditional write has ended, and if it is durable, this key was told.</summary>
    public void HasDecided() => Volatile.Write(ref _deciding, null);

    /// <summary>Takes note of a durable event of this key.</summary>
    /// <returns>True when the version that was the latest until now, as far as is known here without a doubt, is a parent of it, or there was none.</returns>
    public bool Observe(Event committed)
    {
        if (Volatile.Read(ref _deciding) is not { } written || committed.Stamp == written.Stamp)
            return Keep(committed);
        if (Latest is not { } latest || committed.Stamp > latest)
            Distrust();
        return false;
    }

    /// <summary>Puts what the log has in the place of what is doubted, unless a newer commit is there already.</summary>
    private void Replace(EventStamp? doubted, Event? latest)
    {
        var seen = Volatile.Read(ref _latest);
        while (StampOf(seen) == doubted)
        {
            var before = Interlocked.CompareExchange(ref _latest, latest, seen);
            if (ReferenceEquals(before, seen))
                return;
            seen = before;
        }

        if (latest is not null)
            Keep(latest);
    }

    private bool Keep(Event committed)
    {
        var isSure = !MustRead;
        var seen = Volatile.Read(ref _latest);
        while (true)
        {
            var latest = StampOf(seen);
            if (latest >= committed.Stamp)
                return false;
            var before = Interlocked.CompareExchange(ref _latest, committed, seen);
            if (ReferenceEquals(before, seen))
                return isSure && (latest is { } parent ? committed.Parents.Contains(parent.Id) : committed.Parents.IsEmpty);
            seen = before;
        }
    }

    private static EventStamp? StampOf(object? latest) => latest switch
    {
        Event committed => committed.Stamp,
        ReadResult { Version: { } version } => new EventStamp(version.Timestamp, version.Id),
        _ => null,
    };
}
