namespace Aevrion.Chaos.Checks;

/// <summary>Holds what regions answer against their tables.</summary>
internal sealed class AnswersCheck : ICheck
{
    private const int MostNamed = 5;

    public string Promise => "regions answer what they hold: keys, the log, and single keys at any time";

    public IEnumerable<string> Violations(RoundRecord round) =>
        round.Regions.SelectMany(region => ScanViolations(region).Concat(LogViolations(region)).Concat(ReadViolations(region)));

    private static IEnumerable<string> ScanViolations(RegionRecord region)
    {
        var expected = region.Events.GroupBy(item => item.Key, StringComparer.Ordinal)
            .Select(StoredEvent.LatestOf)
            .Where(latest => latest.Value is not null)
            .OrderBy(latest => latest.Key, StringComparer.Ordinal)
            .Select(latest => (latest.Key, latest.Id, latest.Value))
            .ToList();
        foreach (var missing in expected.Except(region.Scan).Take(MostNamed))
            yield return $"{region.Name} does not list {missing}";
        foreach (var extra in region.Scan.Except(expected).Take(MostNamed))
            yield return $"{region.Name} lists {extra}";
        if (region.Scan.Count != expected.Count)
            yield return $"{region.Name} lists {region.Scan.Count} keys instead of {expected.Count}";
    }

    private static IEnumerable<string> LogViolations(RegionRecord region)
    {
        if (!region.Log.SequenceEqual(region.Events.Select(item => item.Id)))
            yield return $"the log of {region.Name} has {region.Log.Count} events, or another order, instead of the {region.Events.Count} of its table";
    }

    private static IEnumerable<string> ReadViolations(RegionRecord region)
    {
        var versions = region.Events.ToLookup(item => item.Key, StringComparer.Ordinal);
        foreach (var (key, at, id) in region.Reads)
        {
            var stood = versions[key].Where(version => version.Timestamp <= at).ToList();
            var expected = stood.Count == 0 ? null : StoredEvent.LatestOf(stood) is { Value: not null } latest ? latest.Id : null;
            if (expected != id)
                yield return $"{region.Name} answers that {id ?? "nothing"} stood at {at} under {key}, and not {expected ?? "nothing"}";
        }
    }
}
