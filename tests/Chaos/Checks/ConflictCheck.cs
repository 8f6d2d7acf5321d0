namespace Aevrion.Chaos.Checks;

/// <summary>
/// Works out by the definition which versions lost to a concurrent write, every version of a key held against every other, and compares the lists
/// of all regions.
/// </summary>
internal sealed class ConflictCheck : ICheck
{
    private const int MostNamed = 5;

    public string Promise => "regions list the versions that lost to a concurrent write, and no others";

    public IEnumerable<string> Violations(RoundRecord round)
    {
        foreach (var region in round.Regions)
        {
            var expected = region.Events.GroupBy(item => item.Key, StringComparer.Ordinal).SelectMany(versions => LosersOf([.. versions])).ToHashSet();
            var listed = region.Conflicts.ToHashSet();
            foreach (var missing in expected.Except(listed).Take(MostNamed))
                yield return $"{region.Name} does not list {missing}";
            foreach (var extra in listed.Except(expected).Take(MostNamed))
                yield return $"{region.Name} lists {extra}";
        }

        var first = round.Regions[0];
        foreach (var other in round.Regions.Skip(1))
        {
            if (!first.Conflicts.ToHashSet().SetEquals(other.Conflicts))
                yield return $"{first.Name} and {other.Name} list different conflicts";
        }
    }

    private static IEnumerable<ListedConflict> LosersOf(List<StoredEvent> versions)
    {
        var winner = StoredEvent.LatestOf(versions);
        return versions
            .Where(version => version != winner && !versions.Exists(later => later.WinsOver(version) && HasSeen(later, version)))
            .Select(loser => new ListedConflict(loser.Key, loser.Id, winner.Id));
    }

    private static bool HasSeen(StoredEvent later, StoredEvent earlier) =>
        later.Parents.Contains(earlier.Id) || later.Parents.Contains(StoredEvent.Everything);
}
