namespace Aevrion.Core.Sync.Frontiers;

/// <summary>What one peer is told over one connection, and what it has been told already.</summary>
/// <param name="region">This region.</param>
/// <param name="peer">The peer.</param>
public sealed class FrontierGossip(string region, string peer)
{
    private readonly Dictionary<string, long> _told = new(StringComparer.Ordinal);

    /// <summary>
    /// The records that are news to the peer. Left out is what came from it, and what it believes from the region itself only, being
    /// that region's peer. Of itself it is told once, so that one that lost its state finds out which versions it has used.
    /// </summary>
    /// <param name="known">Everything known.</param>
    public IReadOnlyList<FrontierRecord> News(IReadOnlyList<KnownFrontier> known)
    {
        var itsPeers = known.FirstOrDefault(entry => entry.Record.Region == peer)?.Record.Peers ?? [];
        var news = new List<FrontierRecord>();
        foreach (var (record, learntFrom) in known)
        {
            var told = _told.GetValueOrDefault(record.Region);
            var isWanted = record.Region == peer
                ? told == 0
                : record.Region == region || (learntFrom != peer && !itsPeers.Contains(record.Region));
            if (!isWanted || record.Version <= told)
                continue;
            _told[record.Region] = record.Version;
            news.Add(record);
        }

        return news;
    }
}
