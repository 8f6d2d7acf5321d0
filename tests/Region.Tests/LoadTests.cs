using System.Globalization;
using System.Text;
using Aevrion.Core;
using Aevrion.Core.Events;
using Aevrion.Grains.Interfaces.Conflicts;
using Aevrion.Grains.Interfaces.Keys;
using Aevrion.Linearizability;
using Aevrion.Linearizability.Histories;
using Aevrion.Region.Tests.Hosting;
using Aevrion.Region.Tests.Load;

namespace Aevrion.Region.Tests;

/// <summary>
/// Everything at once: clients of three regions whose links are cut and healed at random write and read, conditionally and in batches, and
/// watch. What they recorded is held against what the regions have in the end, by checkers that know nothing of how the product works.
/// </summary>
public sealed class LoadTests : IAsyncLifetime
{
    private const int UsersARegion = 4;

    /// <summary>Environment variable that chooses other faults and operations.</summary>
    private const string SeedVariable = "AEVRION_TEST_SEED";

    private static readonly int Seed =
        Environment.GetEnvironmentVariable(SeedVariable) is { Length: > 0 } seed ? int.Parse(seed, CultureInfo.InvariantCulture) : 20_251_121;

    private static readonly TimeSpan LoadTime = TimeSpan.FromSeconds(10);
    private static readonly string[] Names = ["eu", "us", "ap"];

    private readonly LoopbackNetwork _network = new();
    private readonly RegionHistories _histories = new(Names);
    private readonly List<TestRegion> _regions = [];

    public async ValueTask InitializeAsync()
    {
        foreach (var name in Names)
        {
            _regions.Add(await TestRegion.StartAsync(
                _network,
                options =>
                {
                    options.Granularity = 1_000;
                    options.SyncPeriod = TimeSpan.FromSeconds(1);
                },
                name,
                [.. Names.Except([name])]));
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var region in _regions)
            await region.DisposeAsync();
    }

    [Fact]
    public async Task Whatever_is_recorded_while_links_come_and_go_is_what_the_regions_promise()
    {
        var users = Names.ToDictionary(
            name => name,
            name => Enumerable.Range(0, UsersARegion).Select(i => new RegionUser(RegionOf(name), _histories, i, RandomOf(name, i))).ToList());
        var watches = Names.ToDictionary(
            name => name,
            name => new List<FollowedWatch> { new(RegionOf(name), random: null), new(RegionOf(name), RandomOf(name, -1)) });
        var weather = new LinkWeather(_network, Names, new Random(Seed));
        foreach (var watch in watches.Values.SelectMany(list => list))
            await watch.OpenAsync();

        using var converged = new CancellationTokenSource();
        var following = watches.Values.SelectMany(list => list).ToList()
            .ConvertAll(watch => Task.Run(() => watch.FollowAsync(converged.Token), TestContext.Current.CancellationToken));
        using (var stop = new CancellationTokenSource(LoadTime))
        {
            await Task.WhenAll(
                users.Values.SelectMany(list => list).Select(user => Task.Run(() => user.WorkAsync(stop.Token), TestContext.Current.CancellationToken))
                    .Append(Task.Run(() => weather.BlowAsync(stop.Token), TestContext.Current.CancellationToken)));
        }

        var events = await ConvergedAsync();
        await converged.CancelAsync();
        await Task.WhenAll(following);

        Report(users, watches, weather, events.Count);
        foreach (var name in Names)
        {
            foreach (var violation in RegisterChecker.Violations(Resolved(_histories.Of(name).Operations, events)))
                Assert.Fail($"In {name}, {violation}");
            Assert.Empty(users[name].SelectMany(user => user.Unread));
            Assert.All(watches[name], watch => AssertTold(watch.Seen, events, [.. users[name].SelectMany(user => user.Acknowledged)]));
            Assert.Equal(watches[name][0].Seen, watches[name][1].Seen);
            Assert.Equal(ConflictOracle.Of(events), await ListConflictsAsync(RegionOf(name)));
            await AssertReadsAsync(RegionOf(name), events);
        }

        // Nothing of it was idle.
        Assert.True(weather.Cuts > 3 && watches.Values.All(list => list[1].Resumed > 3) && users.Values.All(list => list.Sum(user => user.ConditionsMet) > 20));
    }

    private TestRegion RegionOf(string name) => _regions.First(region => region.Name == name);

    private static Random RandomOf(string name, int number) => new(Seed + (Array.IndexOf(Names, name) * 100) + number);

    /// <summary>Waits until all regions hold the same events, and reads them.</summary>
    private async Task<List<StoredEvent>> ConvergedAsync()
    {
        List<StoredEvent> events = [];
        await Eventually.HoldsAsync(
            async () =>
            {
                var all = await Task.WhenAll(_regions.Select(StoredEvent.ReadAllAsync));
                events = all[0];
                return all.Skip(1).All(other => other.Select(Describe).SequenceEqual(events.Select(Describe)));
            },
            "all regions hold the same events, and know the same of them");
        return events;
    }

    private static string Describe(StoredEvent item) => $"{item.Stamp} {string.Join(',', item.Parents.Order())}";

    /// <summary>Values in place of the ids that refusals named.</summary>
    private static IEnumerable<RegisterOperation> Resolved(IReadOnlyList<RegisterOperation> operations, IReadOnlyList<StoredEvent> events)
    {
        var values = events.ToDictionary(item => item.Stamp.Id.ToString(), item => item.Value);
        return operations.Select(operation => operation is { Outcome: OperationOutcome.Refused, Observed.Value: { } id }
            ? operation with { Observed = new Observation(values[id]) }
            : operation);
    }

    /// <summary>Every event once, and of two writes of the region the one first that was acknowledged before the other began.</summary>
    private static void AssertTold(IReadOnlyList<Hash256> told, IReadOnlyList<StoredEvent> events, List<AcknowledgedWrite> acknowledged)
    {
        Assert.Equal(told.Count, told.Distinct().Count());
        Assert.Equal(events.Select(item => item.Stamp.Id).Order(), told.Order());
        var places = told.Index().ToDictionary(item => item.Item, item => item.Index);
        var byEnd = acknowledged.OrderBy(write => write.EndedAt).ToList();
        var ended = 0;
        var latestPlace = -1;
        foreach (var write in acknowledged.OrderBy(write => write.BegunAt))
        {
            for (; byEnd[ended].EndedAt < write.BegunAt; ended++)
                latestPlace = Math.Max(latestPlace, places[byEnd[ended].Id]);
            Assert.True(places[write.Id] > latestPlace, $"{write.Id} was told too early.");
        }
    }

    private static async Task<List<(string Key, EventStamp Loser, EventStamp Winner)>> ListConflictsAsync(TestRegion region)
    {
        var listed = new List<KeyConflict>();
        for (var hasMore = true; hasMore;)
        {
            var after = listed.Count == 0
                ? null
                : new ConflictPosition { Key = listed[^1].Key, Timestamp = listed[^1].Loser.Timestamp, Id = listed[^1].Loser.Id };
            var page = await region.Grains.GetGrain<IConflictGrain>(0).List(
                new ConflictRequest { Prefix = "", After = after, Limit = 1_000, MaxBytes = long.MaxValue });
            Assert.Equal(ConflictStatus.Done, page.Status);
            listed.AddRange(page.Conflicts);
            hasMore = page.HasMore;
        }

        return listed.ConvertAll(conflict => (conflict.Key, StampOf(conflict.Loser), StampOf(conflict.Winner)));
    }

    private static async Task AssertReadsAsync(TestRegion region, IReadOnlyList<StoredEvent> events)
    {
        foreach (var latest in events.GroupBy(item => item.Key, StringComparer.Ordinal).Select(versions => versions.MaxBy(version => version.Stamp)!))
        {
            var read = await region.Grains.GetKeyGrain(latest.Key).GetLatest();
            Assert.Equal(latest.Stamp, StampOf(read.Version!));
            Assert.Equal(latest.Value, read.Version!.Value is { } value ? Encoding.UTF8.GetString(value.Span) : null);
        }
    }

    private static EventStamp StampOf(KeyVersion version) => new(version.Timestamp, version.Id);

    private void Report(
        Dictionary<string, List<RegionUser>> users, Dictionary<string, List<FollowedWatch>> watches, LinkWeather weather, int events) =>
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"Seed {Seed}: {events} events, {weather.Cuts} cuts, {Names.Sum(name => _histories.Of(name).Operations.Count)} operations recorded, " +
            $"{users.Values.Sum(list => list.Sum(user => user.ConditionsMet))} conditions met, " +
            $"{watches.Values.Sum(list => list[1].Resumed)} watches resumed.");
}
