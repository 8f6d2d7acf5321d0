namespace Aevrion.Core.Sync.Frontiers;

/// <summary>What is known of another region: its record, and how far it was found equal.</summary>
internal sealed class RegionKnowledge
{
    public RegionKnowledge(KnownFrontier known, long agreedLeaf)
    {
        Known = known;
        AgreedLeaf = agreedLeaf;
    }

    public KnownFrontier Known { get; set; }

    public FrontierRecord Record => Known.Record;

    /// <summary>
    /// Below this leaf the region once held exactly what this one held, and what has come in here since then is dated later. 0 when
    /// that was never seen.
    /// </summary>
    public long AgreedLeaf { get; private set; }

    /// <summary>The agreement holds only below this leaf: events came in here, or it turned out so.</summary>
    public void Confine(long leaf) => AgreedLeaf = Math.Min(AgreedLeaf, leaf);

    /// <summary>It is known from before a restart that the agreement holds below this leaf.</summary>
    public void Restore(long leaf) => AgreedLeaf = leaf;

    /// <summary>Compares the region's points with this region's present digests.</summary>
    /// <param name="own">This region's digests, by leaf.</param>
    /// <param name="horizon">This region's closed horizon: points beyond it are not compared.</param>
    /// <param name="isFinal">
    /// False when digests that are lacking will be taken shortly: then nothing is withdrawn before they tell how much of it.
    /// </param>
    /// <param name="proven">
    /// The watermark's leaf: what lies below it was equal when all agreed on it, and only a difference that shows there speaks against it.
    /// </param>
    /// <returns>False when a difference shows below what had been found equal: the region took events dated there since.</returns>
    public bool Compare(IReadOnlyDictionary<long, Hash256> own, long horizon, bool isFinal, long proven)
    {
        long equal = 0;
        var differing = long.MaxValue;
        var isLacking = false;
        foreach (var point in Record.Points.Where(point => point.Leaf <= horizon))
        {
            if (!own.TryGetValue(point.Leaf, out var digest))
                isLacking = true;
            else if (digest == point.Digest)
                equal = point.Leaf;
            else
                differing = Math.Min(differing, point.Leaf);
        }

        var isContradicted = differing <= AgreedLeaf && equal < AgreedLeaf && (isFinal || !isLacking);
        var kept = !isContradicted ? AgreedLeaf : differing > proven ? Math.Min(AgreedLeaf, proven) : 0;
        AgreedLeaf = Math.Max(kept, equal);
        return !isContradicted;
    }
}
