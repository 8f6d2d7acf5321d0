using Aevrion.Core.Events;
using Aevrion.Simulation.Kernel;
using Aevrion.Simulation.Regions;
using Aevrion.Simulation.Running;
using Aevrion.Storage;

namespace Aevrion.Simulation.Checks;

/// <summary>
/// Once the regions have converged: nothing acknowledged is lost, nothing exists that nobody wrote, and every region answers every
/// query as a naive map of all writes does.
/// </summary>
internal sealed class ContentCheck(World world)
{
    private readonly SeededRandom _random = world.Random.Fork();

    public async Task RunAsync()
    {
        var all = Expected();
        foreach (var region in world.Honest)
        {
            CheckSet(region, all);
            foreach (var versions in all.Values.GroupBy(item => item.Key))
                await CheckKeyAsync(region, versions.Key, Descending(versions));
            if (await region.Store.CountAsync(CancellationToken.None) != all.Count)
                world.Fail("Regions count what they hold", $"{region.Name} does not count {all.Count} events");
        }
    }

    /// <summary>Everything acknowledged by a region that has to keep its promises, and what else turned out to be there.</summary>
    private Dictionary<EventStamp, Event> Expected()
    {
        var all = new Dictionary<EventStamp, Event>();
        foreach (var (region, item) in world.History.Acknowledged)
        {
            if (world.Scenario.IsHonest(region))
                all[item.Stamp] = item;
        }

        foreach (var item in world.Honest.First().Ledger.Events)
        {
            if (world.History.Attempted.TryGetValue(item.Stamp, out var written))
                all[item.Stamp] = written;
            else
                world.Fail("Nothing exists that nobody wrote", item.ToString());
        }

        return all;
    }

    private void CheckSet(SimulatedRegion region, Dictionary<EventStamp, Event> all)
    {
        foreach (var item in all.Values)
        {
            if (!region.Ledger.Contains(item.Stamp))
                world.Fail("Nothing acknowledged is lost", $"{region.Name} lacks {item}");
        }

        if (region.Ledger.Count != all.Count)
            world.Fail("Regions converge", $"{region.Name} holds {region.Ledger.Count} events, {all.Count} were written");
    }

    private async Task CheckKeyAsync(SimulatedRegion region, string key, List<Event> versions)
    {
        Compare(region, await region.Store.ReadLatestAsync(key, CancellationToken.None), versions[0], "latest");
        for (var i = 0; i < 3; i++)
        {
            var timestamp = _random.Pick(versions).Timestamp - _random.Below(2);
            var stood = versions.Find(version => version.Timestamp <= timestamp);
            Compare(region, await region.Store.ReadAtAsync(key, timestamp, CancellationToken.None), stood, $"at {timestamp}");
        }

        var page = Math.Min(versions.Count + 1, StorageLimits.MaxPage);
        var history = await region.Store.ReadHistoryAsync(key, before: null, page, includeValues: true, CancellationToken.None);
        if (!history.Select(entry => entry.Stamp).SequenceEqual(versions.Select(version => version.Stamp)))
            world.Fail("Regions answer as the naive map does", $"{region.Name}: the history of {key} differs");
    }

    private void Compare(SimulatedRegion region, Event? answered, Event? expected, string question)
    {
        var same = answered?.Stamp == expected?.Stamp
            && answered?.IsDeletion == expected?.IsDeletion
            && answered?.Value.GetValueOrDefault().Span.SequenceEqual(expected!.Value.GetValueOrDefault().Span) != false;
        if (!same)
            world.Fail("Regions answer as the naive map does", $"{region.Name}, {question}: {answered} instead of {expected}");
    }

    /// <summary>Higher timestamp first, on a tie the id that is higher as bytes.</summary>
    private static List<Event> Descending(IEnumerable<Event> versions)
    {
        var list = versions.ToList();
        list.Sort((one, other) => one.Timestamp != other.Timestamp
            ? other.Timestamp.CompareTo(one.Timestamp)
            : other.Id.ToArray().AsSpan().SequenceCompareTo(one.Id.ToArray()));
        return list;
    }
}
