using Aevrion.Core.Tree;
using Aevrion.Grains.Interfaces.Keys;
using Aevrion.Grains.Interfaces.Sync;
using Aevrion.Region.Tests.Hosting;

namespace Aevrion.Region.Tests;

public sealed class TwoRegionTests : IAsyncLifetime
{
    private const long Start = 1_600_000_000_000;
    private const long ThreeYearsMs = 3L * 365 * 24 * 3_600_000;

    private readonly LoopbackNetwork _network = new();
    private TestRegion? _eu;
    private TestRegion? _us;

    private TestRegion Eu => _eu ?? throw new InvalidOperationException();

    private TestRegion Us => _us ?? throw new InvalidOperationException();

    public async ValueTask InitializeAsync()
    {
        _eu = await TestRegion.StartAsync(_network, "eu", "us");
        _us = await TestRegion.StartAsync(_network, "us", "eu");
        await Eventually.HoldsAsync(
            async () => (await Eu.StatusOfAsync("us")).Exchanges > 0 && (await Us.StatusOfAsync("eu")).Exchanges > 0,
            "each region has exchanged with the other after connecting");
    }

    public async ValueTask DisposeAsync()
    {
        await Eu.DisposeAsync();
        await Us.DisposeAsync();
    }

    [Fact]
    public async Task A_write_in_one_region_is_read_in_the_other_without_an_exchange()
    {
        var before = (await Eu.StatusOfAsync("us")).Exchanges;
        await Eu.PutAsync("user:1", "Alice");
        await Eventually.HoldsAsync(async () => await Us.GetAsync("user:1") == "Alice", "the write reaches us");
        await Us.PutAsync("user:1", "Bob");
        await Eventually.HoldsAsync(async () => await Eu.GetAsync("user:1") == "Bob", "the answer reaches eu");
        Assert.Equal(before, (await Eu.StatusOfAsync("us")).Exchanges);

        var read = await Us.Grains.GetKeyGrain("user:1").GetHistory(new HistoryRequest { Limit = 10 });
        Assert.Equal(["us", "eu"], read.Versions.Select(version => version.Origin));
    }

    [Fact]
    public async Task Writes_while_the_link_was_cut_arrive_after_it_heals()
    {
        _network.Cut();
        for (var i = 0; i < 20; i++)
        {
            await Eu.PutAsync($"cut:{i}", "from eu");
            await Us.PutAsync($"cut:{i + 10}", "from us");
        }

        Assert.Null(await Us.GetAsync("cut:0"));
        _network.Heal();
        await Eventually.HoldsAsync(async () => await EqualKeysAsync(), "all 30 keys are the same in both regions");

        async Task<bool> EqualKeysAsync()
        {
            for (var i = 0; i < 30; i++)
            {
                var here = await Eu.GetAsync($"cut:{i}");
                if (here is null || here != await Us.GetAsync($"cut:{i}"))
                    return false;
            }

            return true;
        }
    }

    [Fact]
    public async Task One_exchange_repairs_years_of_history_and_a_second_one_costs_next_to_nothing()
    {
        await Us.StopAsync();
        await Eu.ImportAsync(History(10_000, "bulk"));
        await Us.StartAsync();
        await ConnectedAsync();

        // Starting again ran an exchange by itself, or is about to: this one is the first or comes after it.
        var first = await Us.ExchangeWithAsync("eu");
        Assert.True(first.Equal, first.Error);
        await EqualTreesAsync();
        var second = await Us.ExchangeWithAsync("eu");
        Assert.True(second.Equal);
        Assert.Equal(1, second.RoundTrips);
        Assert.True(second is { BytesSent: < 128, BytesReceived: < 128 }, $"{second.BytesSent} + {second.BytesReceived} bytes");
        Assert.Equal(0, second.EventsReceived + second.EventsSent);
    }

    [Fact]
    public async Task An_exchange_moves_exactly_what_differs_both_ways()
    {
        var common = History(2_000, "common").ToList();
        await Eu.ImportAsync(common);
        await Eu.ExchangeWithAsync("us");
        await EqualTreesAsync();

        _network.Cut();
        await Eu.ImportAsync(History(7, "only eu"));
        await Us.ImportAsync(History(5, "only us"));
        await Eu.StopAsync();
        await Us.StopAsync();
        _network.Heal();

        // New processes have empty outboxes: only an exchange can bring what was written.
        await Eu.StartAsync();
        await Us.StartAsync();
        await ConnectedAsync();
        await Eventually.HoldsAsync(async () => (await Eu.StatusOfAsync("us")).ConvergedThrough is not null, "eu has exchanged");
        await EqualTreesAsync();
        Assert.Equal(2_012, await Eu.Log.CountAsync(TestContext.Current.CancellationToken));

        var reports = new[] { (await Eu.StatusOfAsync("us")).LastExchange!, (await Us.StatusOfAsync("eu")).LastExchange! };
        Assert.All(reports, report => Assert.True(report.EventsReceived + report.EventsSent <= 12));
    }

    [Fact]
    public async Task Loss_of_the_link_at_any_point_of_an_exchange_leaves_both_sides_right()
    {
        _network.Cut();
        await Eu.ImportAsync(History(300, "eu"));
        await Us.ImportAsync(History(200, "us"));
        for (var frames = 1; frames <= 24; frames++)
        {
            _network.CutAfter(frames);
            _network.Heal(keepCountdown: true);
            await Eventually.HoldsAsync(() => Task.FromResult(_network.IsCut || Connected(Eu, "us")), "the link is up, or cut again");
            if (!_network.IsCut)
                await Eu.ExchangeWithAsync("us");
            _network.Cut();
            await CountsMatchEventsAsync(Eu);
            await CountsMatchEventsAsync(Us);
        }

        _network.Heal();
        await Eventually.HoldsAsync(async () => (await Eu.ExchangeWithAsync("us")).Equal, "an exchange over the healed link ends equal");
        await EqualTreesAsync();
        Assert.Equal(500, await Us.Log.CountAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_same_events_in_another_order_and_other_batches_have_the_same_digests()
    {
        _network.Cut();
        var events = History(500, "same").ToList();
        await Eu.ImportAsync(events);
        foreach (var part in Enumerable.Reverse(events).Chunk(70))
            await Us.ImportAsync(part.Concat(part.Take(3)));
        await EqualTreesAsync();
    }

    [Fact]
    public async Task Converged_through_moves_back_when_older_events_are_imported()
    {
        Assert.True((await Eu.ExchangeWithAsync("us")).Equal);
        Assert.True((await Eu.StatusOfAsync("us")).ConvergedThrough > Start);
        _network.Cut();
        await Eu.ImportAsync([("late", "event", Start - 5)]);
        Assert.Equal(Start - 5, (await Eu.StatusOfAsync("us")).ConvergedThrough);
    }

    private static IEnumerable<(string Key, string Value, long Timestamp)> History(int count, string name) =>
        Enumerable.Range(0, count).Select(i => ($"{name}:{i % 97}", $"{name} {i}", Start + (i * (ThreeYearsMs / count))));

    private static bool Connected(TestRegion region, string peer) =>
        region.LinkTo(peer).Status().State == PeerConnectionState.Connected;

    private Task ConnectedAsync() => Eventually.HoldsAsync(
        () => Task.FromResult(Connected(Eu, "us") && Connected(Us, "eu")), "both regions are connected");

    private async Task EqualTreesAsync()
    {
        var horizon = Eu.Tree.Shape.LeafOf(Start + ThreeYearsMs) + 1;
        await Eventually.HoldsAsync(
            async () => (await Eu.SnapshotAsync(horizon)).Digest == (await Us.SnapshotAsync(horizon)).Digest, "both trees are equal");
        Assert.NotEqual(new TreeSnapshot(horizon, []).Digest, (await Eu.SnapshotAsync(horizon)).Digest);
    }

    // What was on its way when the link broke may still be committing.
    private static Task CountsMatchEventsAsync(TestRegion region) => Eventually.HoldsAsync(
        async () => (await region.SnapshotAsync(region.Tree.Horizon())).Count
            == await region.Log.CountAsync(TestContext.Current.CancellationToken),
        "the tree counts the events that are there");
}
