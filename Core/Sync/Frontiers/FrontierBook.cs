using System.Collections.Immutable;
using Aevrion.Core.Tree;

namespace Aevrion.Core.Sync.Frontiers;

/// <summary>
/// What a region knows of the frontiers of all regions, and the watermark that follows: the highest leaf below which every region is
/// proven to have held exactly what this region holds. No I/O, time or randomness; not safe for concurrent use.
/// </summary>
/// <remarks>
/// <para>The proof: a region that has closed a leaf takes no writes of its own below it any more. When a region gave, after closing, the
/// same digest that this region has now, both held the same events there; and when that is so of all regions, there is no region left
/// from which an event below it could still come, but for imports (events with a timestamp of the client's choosing). Whom a region
/// exchanges with does not matter.</para>
/// <para>Guarantees: all that this region holds below the watermark every region holds. What another holds there and this one does not
/// is an import that has not arrived here. The watermark moves back only when an import older than it arrives or is heard of, when a
/// region is added to somebody's configuration, or when the region's state was lost.</para>
/// <para>Does not guarantee anything against a region that lies about its own digests, or a peer that lies about regions beyond it.</para>
/// </remarks>
public sealed class FrontierBook
{
    private readonly string _region;
    private readonly ImmutableArray<string> _peers;
    private readonly TreeShape _shape;
    private readonly OwnFrontier _own;
    private readonly SortedDictionary<string, RegionKnowledge> _others = new(StringComparer.Ordinal);
    private FrontierState? _unconfirmed;
    private WatermarkFall? _lastFall;
    private long? _watermark;
    private string? _missing;

    /// <param name="region">This region.</param>
    /// <param name="peers">The regions it is configured to exchange with.</param>
    /// <param name="shape">The tree's geometry.</param>
    /// <param name="kept">What was kept by an earlier process; nothing of it is claimed before a round has confirmed it.</param>
    public FrontierBook(string region, IEnumerable<string> peers, TreeShape shape, FrontierState? kept = null)
    {
        _region = region;
        _peers = [.. peers.Order(StringComparer.Ordinal)];
        _shape = shape;
        _own = new OwnFrontier(region, _peers);
        if (kept is not null)
        {
            _own.Restore(kept);
            foreach (var other in kept.Others)
                _others[other.Known.Record.Region] = new RegionKnowledge(other.Known, 0);
            _lastFall = kept.LastFall;
            _unconfirmed = kept;
        }

        Assess(null, 0);
    }

    /// <summary>The watermark now.</summary>
    public Watermark Watermark => new(_watermark, _watermark is { } leaf ? _shape.StartOf(leaf) : null, Reason());

    /// <summary>What this region last said of itself; null before the first time.</summary>
    public FrontierRecord? Own => _own.Record;

    /// <summary>Every record known, this region's own first. What a peer is told of it: <see cref="FrontierGossip"/>.</summary>
    public IReadOnlyList<KnownFrontier> Known =>
        [.. _own.Record is { } own ? [new KnownFrontier(own, _region)] : Array.Empty<KnownFrontier>(), .. _others.Values.Select(other => other.Known)];

    /// <summary>
    /// An event dated before this (milliseconds since the Unix epoch) makes a digest void that is there: <see cref="Admitted"/> is
    /// urgent. Of those dated later it has to be told too, because a round may be under way.
    /// </summary>
    public long CoveredMs => _shape.StartOf(_own.CoveredLeaf());

    /// <summary>True when a round would take a digest at the horizon of the last one: something was learnt or came in.</summary>
    public bool IsRoundDue => _peers.Length > 0 && (_unconfirmed is not null || _own.MustRestate || _own.Lacking(Wanted()).Any());

    /// <summary>What to keep for good. Must be durable before a new record is told to anybody: versions rise across restarts.</summary>
    public FrontierState Keep() => _unconfirmed is { } unconfirmed
        ? unconfirmed with { Version = _own.Version, Own = _own.Record, LastFall = _lastFall, Others = KeptOthers(unconfirmed) }
        : new FrontierState(
            _own.Version,
            _own.Record,
            KeptOthers(null),
            [.. _own.Digests.Select(digest => new HistoryDigest(digest.Key, digest.Value))],
            _watermark,
            _own.LateLeaf,
            _lastFall);

    /// <summary>
    /// Takes what a peer told: of two records of a region the higher version holds; a configured peer's record is believed from that peer
    /// only, this region's own from nobody.
    /// </summary>
    /// <returns>True when something was new: there is something to keep and to tell others, and the watermark may have changed.</returns>
    public bool Learn(string from, IReadOnlyList<FrontierRecord> records, long nowMs)
    {
        var news = false;
        string? cause = null;
        foreach (var record in records)
        {
            if (record.Region == _region)
            {
                _own.Heard(record);
            }
            else if (Accept(from, record))
            {
                news = true;
                cause = Compare(_others[record.Region], isFinal: false) ?? cause;
            }
        }

        Assess(cause, nowMs);
        return news;
    }

    /// <summary>
    /// Begins a round: digests of this region's own history are to be read, after the horizon was closed and before
    /// <see cref="Complete"/>. A round begun before and not completed is void.
    /// </summary>
    /// <param name="horizon">The closed horizon (leaf): no write of this region's own is ever committed below it.</param>
    /// <param name="anew">
    /// Take digests that are there already once more: somebody may have admitted events and gone before telling.
    /// </param>
    public DigestRound Begin(long horizon, bool anew = false)
    {
        _own.Close(horizon);
        return _own.Begin(_peers.Length == 0 ? [] : Wanted(), anew);
    }

    /// <summary>Ends a round.</summary>
    /// <param name="round">The round.</param>
    /// <param name="digests">
    /// By leaf, the digest of everything below it (<see cref="TreeDigest.OfRoot"/>); one that could not be read may be missing.
    /// </param>
    /// <param name="nowMs">The time, in milliseconds since the Unix epoch.</param>
    /// <returns>A new record of this region to be told to the peers, once <see cref="Keep"/> is durable; null when there is none.</returns>
    public FrontierRecord? Complete(DigestRound round, IReadOnlyDictionary<long, Hash256> digests, long nowMs)
    {
        if (!_own.Complete(round, digests, out var sameBelow))
            return null;
        Confirm(nowMs);
        string? cause = null;
        if (sameBelow != long.MaxValue)
            cause = Confine(sameBelow);
        foreach (var other in _others.Values)
            cause = Compare(other, isFinal: true) ?? cause;
        Assess(cause, nowMs);
        _own.Keep([.. Wanted(), _own.Digests.Keys.LastOrDefault(leaf => leaf <= _watermark)]);
        return _peers.Length == 0 ? null : _own.Restate(Stated(), nowMs);
    }

    /// <summary>
    /// Events became durable here. Digests beyond the oldest are void until taken anew, and the watermark falls to its leaf at once.
    /// </summary>
    /// <param name="oldest">The oldest of them.</param>
    /// <param name="nowMs">The time, in milliseconds since the Unix epoch.</param>
    public void Admitted(LateAdmission oldest, long nowMs)
    {
        var leaf = _shape.LeafOf(oldest.Timestamp);
        _own.Admitted(leaf);
        foreach (var other in _others.Values)
            other.Confine(leaf);
        var how = oldest.ReceivedFrom is { } peer ? $"came from '{peer}'" : "was imported here";
        Assess($"An event of region '{oldest.Origin}' dated {WatermarkFall.Text(oldest.Timestamp)}, older than the watermark, {how}.", nowMs);
    }

    /// <summary>Below this leaf a region was found equal; null when nothing is known of it.</summary>
    public long? AgreedLeaf(string region) => _others.TryGetValue(region, out var other) ? other.AgreedLeaf : null;

    private string? Reason() => (_missing, _lastFall) switch
    {
        ({ } missing, { } fall) => $"{missing} {fall}",
        ({ } missing, null) => missing,
        (null, var fall) => fall?.ToString(),
    };

    /// <returns>What speaks against an agreement that was found before; null when nothing does.</returns>
    private string? Compare(RegionKnowledge other, bool isFinal) => other.Compare(_own.Digests, _own.Horizon, isFinal, _watermark ?? 0)
        ? null
        : $"Region '{other.Record.Region}' took an event older than the watermark that has not arrived here.";

    private bool Accept(string from, FrontierRecord record)
    {
        if (_peers.Contains(record.Region) && from != record.Region)
            return false;
        if (_others.TryGetValue(record.Region, out var known))
        {
            if (known.Record.Version >= record.Version)
                return Correct(from, record, known);
            known.Known = new KnownFrontier(record, from);
            return true;
        }

        if (_others.Count >= FrontierLimits.MaxRegions && !MakeRoom())
            return false;
        _others[record.Region] = new RegionKnowledge(new KnownFrontier(record, from), 0);
        return true;
    }

    /// <summary>Who tells an older record than it told before has lost its state, and is told the newer one.</summary>
    private bool Correct(string from, FrontierRecord told, RegionKnowledge known)
    {
        if (known.Record.Version == told.Version || known.Known.LearntFrom != from || told.Region == from)
            return false;
        known.Known = known.Known with { LearntFrom = _region };
        return true;
    }

    private string Confine(long leaf)
    {
        foreach (var other in _others.Values)
            other.Confine(leaf);
        return "Events older than the watermark came in through a silo that could not tell of it.";
    }

    /// <summary>Regions that nobody names any more give way.</summary>
    private bool MakeRoom()
    {
        var named = Closure().Select(entry => entry.Region).ToHashSet(StringComparer.Ordinal);
        return _others.Keys.LastOrDefault(region => !named.Contains(region)) is { } stranger && _others.Remove(stranger);
    }

    /// <summary>After a restart: what was found equal before holds as far as this region's own history is still the same.</summary>
    private void Confirm(long nowMs)
    {
        if (_unconfirmed is not { } kept)
            return;
        _unconfirmed = null;
        var unchanged = kept.Digests.Where(digest => _own.Digests.TryGetValue(digest.Leaf, out var now) && now == digest.Digest).ToList();
        foreach (var (known, agreed) in kept.Others)
        {
            if (_others.TryGetValue(known.Record.Region, out var other))
                other.Restore(unchanged.Where(digest => digest.Leaf <= agreed).Select(digest => digest.Leaf).LastOrDefault());
        }

        if (unchanged.Count < kept.Digests.Count)
            _own.Changed(unchanged.Select(digest => digest.Leaf).LastOrDefault());
        _watermark = kept.WatermarkLeaf;
        Assess("Events older than the watermark had come in before this region stopped and could not be taken note of.", nowMs);
    }

    /// <summary>Leaves of which this region gives a digest: its horizon, the lowest horizon known, the watermark, the lowest late events.</summary>
    private IEnumerable<long> Stated()
    {
        var lowest = Closure().Select(entry => RecordOf(entry.Region)?.Horizon ?? 0).Where(horizon => horizon > 0).Append(_own.Horizon).Min();
        return [_own.Horizon, lowest, _watermark ?? 0, _own.LateLeaf ?? 0, _own.LateSinceRecord ?? 0];
    }

    /// <summary>
    /// Leaves of which this region needs a digest: those it gives, those below which others were found equal, which a restart has to
    /// confirm, and those at which others can be compared with it.
    /// </summary>
    private IEnumerable<long> Wanted()
    {
        var others = Closure().Select(entry => RecordOf(entry.Region)).OfType<FrontierRecord>()
            .SelectMany(record => record.Points.Reverse().Select((point, rank) => (point.Leaf, Rank: rank)))
            .OrderBy(point => point.Rank).Select(point => point.Leaf);
        return [.. Stated(), .. _others.Values.Select(other => other.AgreedLeaf), .. _unconfirmed?.Digests.Select(digest => digest.Leaf) ?? [], .. others];
    }

    private IReadOnlyList<(string Region, string NamedBy)> Closure() => RegionClosure.Of(_region, _peers, RecordOf);

    private FrontierRecord? RecordOf(string region) => _others.TryGetValue(region, out var other) ? other.Record : null;

    private IReadOnlyList<KeptFrontier> KeptOthers(FrontierState? unconfirmed)
    {
        var agreed = unconfirmed?.Others.ToDictionary(other => other.Known.Record.Region, other => other.AgreedLeaf, StringComparer.Ordinal);
        return [.. _others.Values.Select(other => new KeptFrontier(
            other.Known, agreed is null ? other.AgreedLeaf : agreed.GetValueOrDefault(other.Record.Region)))];
    }

    private void Assess(string? cause, long nowMs)
    {
        var before = _watermark;
        (_watermark, _missing) = Prove();
        if (before is { } stood && (_watermark ?? 0) < stood)
        {
            var to = _watermark is { } leaf ? _shape.StartOf(leaf) : 0;
            _lastFall = new WatermarkFall(_shape.StartOf(stood), to, nowMs, cause ?? _missing ?? "");
        }

        _own.Settle(_watermark ?? 0);
    }

    private (long? Leaf, string? Missing) Prove()
    {
        if (_unconfirmed is not null || _own.Horizon == 0)
            return (null, "The region has just started and looks through its own history first.");
        var leaf = _own.Horizon;
        foreach (var (region, namedBy) in Closure())
        {
            if (!_others.TryGetValue(region, out var other))
                return (null, $"Nothing was heard of region '{region}' yet, which is a peer of '{namedBy}'.");
            if (other.AgreedLeaf == 0)
                return (null, $"Region '{region}' and this one were not found equal yet.");
            leaf = Math.Min(leaf, other.AgreedLeaf);
        }

        return (leaf, null);
    }
}
