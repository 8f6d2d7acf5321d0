using System.Collections.Immutable;

namespace Aevrion.Core.Sync.Frontiers;

/// <summary>A region's own side: the digests of its history that are valid now, and what it last said of itself.</summary>
internal sealed class OwnFrontier(string region, ImmutableArray<string> peers)
{
    private readonly SortedDictionary<long, Hash256> _digests = [];
    private DigestRound? _round;

    /// <summary>The closed horizon; 0 until the first round.</summary>
    public long Horizon { get; private set; }

    /// <summary>Highest version used, or heard of.</summary>
    public long Version { get; private set; }

    /// <summary>True when somebody holds a record of this region that it did not write as it stands.</summary>
    public bool MustRestate { get; private set; }

    /// <summary>What was last said; null before the first time.</summary>
    public FrontierRecord? Record { get; private set; }

    /// <summary>Lowest leaf that took events below a digest, for as long as the watermark is not beyond it.</summary>
    public long? LateLeaf { get; private set; }

    /// <summary>
    /// Lowest leaf that took events below a digest since it was last stated; null for none. Stated, it shows everybody how far what they
    /// found equal before still holds.
    /// </summary>
    public long? LateSinceRecord { get; private set; }

    /// <summary>Digests of everything below a leaf, as it is now.</summary>
    public IReadOnlyDictionary<long, Hash256> Digests => _digests;

    public void Restore(FrontierState state)
    {
        Version = state.Version;
        Record = state.Own;
        LateLeaf = state.LateLeaf;
    }

    /// <summary>No write of this region's own is committed below this leaf any more.</summary>
    public void Close(long horizon) => Horizon = Math.Max(Horizon, horizon);

    /// <summary>Begins to take the digests that are wanted, the first named first: those that are not there, or all of them.</summary>
    public DigestRound Begin(IEnumerable<long> wanted, bool anew)
    {
        var leaves = (anew ? Closed(wanted) : Lacking(wanted)).Take(FrontierLimits.MaxDigestsPerRound).Order();
        _round = new DigestRound(Horizon, [.. leaves]);
        return _round;
    }

    /// <summary>Of these leaves, those below the horizon of which no digest is there.</summary>
    public IEnumerable<long> Lacking(IEnumerable<long> wanted) => Closed(wanted).Where(leaf => !_digests.ContainsKey(leaf));

    /// <summary>Takes the digests of a round, but for those that may lack what came in meanwhile.</summary>
    /// <param name="round">The round.</param>
    /// <param name="digests">What was read.</param>
    /// <param name="sameBelow">
    /// Below this leaf history is what it was when the digests before were taken; less than all only when events came in untold.
    /// </param>
    /// <returns>False when the round is not the one under way.</returns>
    public bool Complete(DigestRound round, IReadOnlyDictionary<long, Hash256> digests, out long sameBelow)
    {
        sameBelow = long.MaxValue;
        if (round != _round)
            return false;
        _round = null;
        long same = 0;
        foreach (var leaf in round.Leaves.TakeWhile(leaf => leaf <= round.LowestAdmitted))
        {
            if (!digests.TryGetValue(leaf, out var digest))
                continue;
            if (_digests.TryGetValue(leaf, out var before))
            {
                if (before == digest)
                    same = leaf;
                else
                    sameBelow = Math.Min(sameBelow, same);
            }

            _digests[leaf] = digest;
        }

        return true;
    }

    /// <summary>Events came in at this leaf: what was taken beyond it is void.</summary>
    public void Admitted(long leaf)
    {
        if (_round is { } round)
            round.LowestAdmitted = Math.Min(round.LowestAdmitted, leaf);
        if (leaf >= Horizon)
            return;
        LateLeaf = Math.Min(LateLeaf ?? leaf, leaf);
        LateSinceRecord = Math.Min(LateSinceRecord ?? leaf, leaf);
        foreach (var beyond in _digests.Keys.Where(taken => taken > leaf).ToList())
            _digests.Remove(beyond);
    }

    /// <summary>Events came in somewhere beyond this leaf while nobody took note.</summary>
    public void Changed(long beyond) => LateSinceRecord = Math.Min(LateSinceRecord ?? beyond, beyond);

    /// <summary>Forgets digests that nobody needs any more.</summary>
    public void Keep(HashSet<long> wanted)
    {
        foreach (var leaf in _digests.Keys.Where(leaf => !wanted.Contains(leaf)).ToList())
            _digests.Remove(leaf);
    }

    /// <summary>The watermark stands at this leaf: a late event below it is settled.</summary>
    public void Settle(long watermark)
    {
        if (watermark > LateLeaf)
            LateLeaf = null;
    }

    /// <summary>Somebody holds this as a record of this region: what it says next must have a higher version.</summary>
    public void Heard(FrontierRecord told)
    {
        if (told.Version > FrontierLimits.MaxBelievedOwnVersion || told.Version < Version || told.Equals(Record))
            return;
        Version = told.Version;
        MustRestate = true;
    }

    /// <summary>A new record of this region, when there is more to say than last time; otherwise null.</summary>
    /// <param name="leaves">What the region gives a digest of.</param>
    /// <param name="nowMs">Versions follow the clock, so that they rise even when the state of the region was lost.</param>
    public FrontierRecord? Restate(IEnumerable<long> leaves, long nowMs)
    {
        var points = leaves.Distinct().Where(_digests.ContainsKey).Order()
            .Select(leaf => new HistoryDigest(leaf, _digests[leaf]))
            .TakeLast(FrontierLimits.MaxPoints).ToImmutableArray();
        var isNews = MustRestate || Record is null || !Record.Peers.SequenceEqual(peers) || points.Any(point => !Record.Points.Contains(point));
        if (!isNews)
            return null;
        MustRestate = false;
        if (points.Any(point => point.Leaf == LateSinceRecord))
            LateSinceRecord = null;
        Version = Math.Max(Version + 1, Math.Min(nowMs, FrontierLimits.MaxBelievedOwnVersion));
        Record = new FrontierRecord(region, Version, peers, points);
        return Record;
    }

    /// <summary>One past the last leaf that any digest covers.</summary>
    public long CoveredLeaf() => _digests.Count == 0 ? 0 : _digests.Keys.Last();

    private IEnumerable<long> Closed(IEnumerable<long> wanted) => wanted.Where(leaf => leaf > 0 && leaf <= Horizon).Distinct();
}
