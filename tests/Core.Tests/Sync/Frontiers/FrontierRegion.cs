using System.Buffers.Binary;
using Aevrion.Core.Sync.Frontiers;
using Aevrion.Core.Tree;

namespace Aevrion.Core.Tests.Sync.Frontiers;

/// <summary>A region of the model: a plain set of events, a clock, and the book under test.</summary>
internal sealed class FrontierRegion
{
    private readonly string[] _peers;
    private LocalWatermark _local = new(FrontierNetwork.Shape);
    private DigestRound? _round;
    private readonly Dictionary<long, Hash256> _taken = [];
    private FrontierState? _kept;

    public FrontierRegion(string name, IEnumerable<string> peers, long clock)
    {
        Name = name;
        _peers = [.. peers];
        Clock = clock;
        Book = new FrontierBook(name, _peers, FrontierNetwork.Shape);
    }

    public string Name { get; }

    public FrontierBook Book { get; private set; }

    /// <summary>Milliseconds.</summary>
    public long Clock { get; set; }

    /// <summary>Closed horizon, in leaves.</summary>
    public long Floor { get; private set; }

    /// <summary>Something came in that the book was not told of.</summary>
    public bool HasUnreported { get; private set; }

    public SortedSet<(long Timestamp, long Id)> Events { get; } = [];

    /// <summary>Claimed watermark, in leaves.</summary>
    public long Claim => (_local.TimeMs ?? 0) / FrontierNetwork.Shape.GranularityMs;

    /// <summary>Events below a leaf.</summary>
    public IEnumerable<(long Timestamp, long Id)> Below(long leaf) =>
        Events.TakeWhile(item => item.Timestamp < leaf * FrontierNetwork.Shape.GranularityMs);

    public void Add(IReadOnlyCollection<(long Timestamp, long Id)> events, string? from)
    {
        var added = events.Where(Events.Add).ToList();
        if (added.Count == 0)
            return;
        HasUnreported = true;
        _local.Admitted(new LateAdmission(added.Min().Timestamp, "r0", from));
    }

    /// <summary>The silo tells the book what came in.</summary>
    public void Report()
    {
        if (_local.BeginReport() is { } oldest)
            Book.Admitted(oldest, Clock);
        _local.Reported(Book.Watermark.TimeMs);
        HasUnreported = false;
    }

    public void Learn(string from, IReadOnlyList<FrontierRecord> records)
    {
        Book.Learn(from, records, Clock);
        _local.Heard(Book.Watermark.TimeMs);
    }

    public void BeginRound(bool anew)
    {
        Floor = Math.Max(Floor, FrontierNetwork.Shape.LeafOf(Clock));
        _taken.Clear();
        _round = Book.Begin(Floor, anew);
    }

    /// <summary>Reads one more digest of the round, or ends it.</summary>
    public void GoOnWithRound()
    {
        if (_round is null)
            return;
        if (_round.Leaves.Cast<long?>().FirstOrDefault(leaf => !_taken.ContainsKey(leaf!.Value)) is { } next)
        {
            _taken[next] = DigestBelow(next);
            return;
        }

        if (Book.Complete(_round, _taken, Clock) is not null)
            _kept = Book.Keep();
        _local.Heard(Book.Watermark.TimeMs);
        _round = null;
    }

    public void WholeRound()
    {
        BeginRound(anew: false);
        while (_round is not null)
            GoOnWithRound();
    }

    public void Keep() => _kept = Book.Keep();

    /// <summary>Everything in memory is gone.</summary>
    public void Restart(bool loseState)
    {
        _kept = loseState ? null : _kept;
        Clock = Math.Max(Clock, Book.Own?.Version ?? 0) + 1;
        _round = null;
        _local = new LocalWatermark(FrontierNetwork.Shape);
        Book = new FrontierBook(Name, _peers, FrontierNetwork.Shape, _kept);
    }

    private Hash256 DigestBelow(long leaf) => TreeDigest.OfLeaf(Below(leaf).Select(item =>
    {
        var bytes = new byte[Hash256.Length];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, item.Timestamp);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(8), item.Id);
        return new Hash256(bytes);
    }));
}
