namespace Aevrion.Core.Sync.Frontiers;

/// <summary>Which regions there are, as the regions' own configurations tell: everybody's peers' peers.</summary>
public static class RegionClosure
{
    /// <summary>Every region that is named, and the region that names it first; starts with the peers. The region itself is left out.</summary>
    /// <param name="region">This region.</param>
    /// <param name="peers">Its configured peers, ascending.</param>
    /// <param name="recordOf">What a region says of itself; null when nothing is known.</param>
    public static IReadOnlyList<(string Region, string NamedBy)> Of(
        string region, IReadOnlyList<string> peers, Func<string, FrontierRecord?> recordOf)
    {
        var named = new List<(string Region, string NamedBy)>();
        var seen = new HashSet<string>(StringComparer.Ordinal) { region };
        Add(peers, region);
        for (var next = 0; next < named.Count; next++)
        {
            if (recordOf(named[next].Region) is { } record)
                Add(record.Peers, record.Region);
        }

        return named;

        void Add(IReadOnlyList<string> names, string namedBy)
        {
            foreach (var name in names)
            {
                if (seen.Add(name))
                    named.Add((name, namedBy));
            }
        }
    }
}
