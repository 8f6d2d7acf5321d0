using Aevrion.Chaos.Workload;

namespace Aevrion.Chaos.Checks;

/// <summary>
/// Holds what watches told against the table of their region: every event, once; all watches in one order; and of two writes of the region the one
/// first that was acknowledged before the other began.
/// </summary>
internal sealed class WatchCheck : ICheck
{
    private const int MostNamed = 5;

    public string Promise => "watches tell every change once, in the order of the commits";

    public IEnumerable<string> Violations(RoundRecord round) => round.Regions.SelectMany(region => ViolationsOf(region, round.Keys));

    private static IEnumerable<string> ViolationsOf(RegionRecord region, RoundKeys keys)
    {
        foreach (var (name, told) in region.Watches)
        {
            var ids = told.Select(change => change.Id).ToHashSet();
            var events = region.Events.ToDictionary(item => item.Id);
            foreach (var repeated in told.GroupBy(change => change.Id).Where(group => group.Count() > 1).Take(MostNamed))
                yield return $"{name} of {region.Name} told {repeated.Key} ({repeated.First().Key}) {repeated.Count()} times";
            foreach (var missing in region.Events.Where(item => !ids.Contains(item.Id)).Take(MostNamed))
                yield return $"{name} of {region.Name} did not tell {missing}";
            foreach (var extra in told.Where(change => !events.ContainsKey(change.Id)).Take(MostNamed))
                yield return $"{name} of {region.Name} told {extra}, which is not there";
            foreach (var early in ToldTooEarly(region, told, keys).Take(MostNamed))
                yield return $"{name} of {region.Name} told {early.Id} ({early.Key}) before what was acknowledged before it began";
        }

        var orders = region.Watches.Values.ToList();
        for (var i = 1; i < orders.Count; i++)
        {
            if (orders[0].Count == orders[i].Count && !orders[0].Select(change => change.Id).SequenceEqual(orders[i].Select(change => change.Id)))
                yield return $"the watches of {region.Name} told the same changes in different orders";
        }
    }

    private static IEnumerable<AcknowledgedWrite> ToldTooEarly(RegionRecord region, IReadOnlyList<WatchedChange> told, RoundKeys keys)
    {
        var places = new Dictionary<string, int>();
        foreach (var (place, change) in told.Index())
            places.TryAdd(change.Id, place);

        // A deletion or a settlement may be one event with that of another region, which was told long before.
        var writes = region.Acknowledged.Where(write => write.Value is not null && keys.IsWrittenOnce(write.Key) && places.ContainsKey(write.Id)).ToList();
        var byEnd = writes.OrderBy(write => write.EndedAt).ToList();
        var (ended, latestPlace) = (0, -1);
        foreach (var write in writes.OrderBy(write => write.BegunAt))
        {
            for (; byEnd[ended].EndedAt < write.BegunAt; ended++)
                latestPlace = Math.Max(latestPlace, places[byEnd[ended].Id]);
            if (places[write.Id] <= latestPlace)
                yield return write;
        }
    }
}
