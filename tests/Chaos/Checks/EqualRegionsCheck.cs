using Aevrion.Chaos.Workload;

namespace Aevrion.Chaos.Checks;

/// <summary>Compares the tables and the digests of all regions.</summary>
internal sealed class EqualRegionsCheck : ICheck
{
    private const int MostNamed = 5;

    public string Promise => "all regions hold the same events, know the same of them, and have the same digest";

    /// <summary>True when two regions hold the same, in the same order.</summary>
    public static bool AreEqual(IReadOnlyList<StoredEvent> one, IReadOnlyList<StoredEvent> other, RoundKeys keys) =>
        one.Select(item => Describe(item, keys)).SequenceEqual(other.Select(item => Describe(item, keys)));

    public IEnumerable<string> Violations(RoundRecord round)
    {
        var first = round.Regions[0];
        foreach (var other in round.Regions.Skip(1))
        {
            if (first.Digest != other.Digest)
                yield return $"{first.Name} has the digest {first.Digest}, {other.Name} {other.Digest}";
            var here = first.Events.ToDictionary(item => item.Id, item => Describe(item, round.Keys));
            var there = other.Events.ToDictionary(item => item.Id, item => Describe(item, round.Keys));
            foreach (var (id, text) in here.Where(item => !there.ContainsKey(item.Key)).Take(MostNamed))
                yield return $"{other.Name} lacks {text} ({id})";
            foreach (var (id, text) in there.Where(item => !here.ContainsKey(item.Key)).Take(MostNamed))
                yield return $"{first.Name} lacks {text} ({id})";
            foreach (var (id, text) in here.Where(item => there.GetValueOrDefault(item.Key, item.Value) != item.Value).Take(MostNamed))
                yield return $"{first.Name} holds {text}, {other.Name} {there[id]}";
        }
    }

    /// <summary>
    /// The same deletion, or settlement, may be accepted in two regions, each of which had seen something else. What of that matters, the list
    /// of conflicts, <see cref="ConflictCheck"/> compares.
    /// </summary>
    private static string Describe(StoredEvent item, RoundKeys keys) =>
        (item.Value is null || !keys.IsWrittenOnce(item.Key) ? item with { Origin = "any", Parents = [] } : item).ToString();
}
