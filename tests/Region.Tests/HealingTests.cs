using System.Diagnostics;
using Aevrion.Grains.Interfaces.Sync;
using Aevrion.Region.Tests.Hosting;

namespace Aevrion.Region.Tests;

/// <summary>How a link heals that was cut, or that carried nothing for a while.</summary>
public sealed class HealingTests
{
    private const int SmallOutbox = 50;

    private static readonly TimeSpan SettleDelay = TimeSpan.FromSeconds(2);

    [Fact]
    public async Task A_link_cut_under_load_heals_by_resume_and_the_exchange_that_follows_has_nothing_to_move()
    {
        var network = new LoopbackNetwork();

        // Of several silos each verifies its own connections, and may bring what another one has yet to push.
        await using var eu = await StartAsync(network, "eu", "us", silos: 1);
        await using var us = await StartAsync(network, "us", "eu", silos: 1);
        await ExchangedAsync(eu, us);
        var before = (Eu: await eu.StatusOfAsync("us"), Us: await us.StatusOfAsync("eu"));

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var load = Task.WhenAll(WriteAsync(eu, stop.Token), WriteAsync(us, stop.Token));
        await Eventually.HoldsAsync(
            async () => (await eu.StatusOfAsync("us")).PushedEvents > 20 && (await us.StatusOfAsync("eu")).PushedEvents > 20, "pushes flow");
        network.Cut();

        // Long enough for leaves written during the cut to close: an exchange before the pushes would find them different.
        var cutAt = Stopwatch.GetTimestamp();
        await Eventually.HoldsAsync(
            async () => (await eu.StatusOfAsync("us")).PushLag > 50 && (await us.StatusOfAsync("eu")).PushLag > 50
                && Stopwatch.GetElapsedTime(cutAt) > 2 * SettleDelay,
            "pushes pile up");
        network.Heal();
        await Eventually.HoldsAsync(
            async () => (await eu.StatusOfAsync("us")).Exchanges > before.Eu.Exchanges
                && (await us.StatusOfAsync("eu")).Exchanges > before.Us.Exchanges,
            "both have verified that the cut is healed");
        await stop.CancelAsync();
        await load;

        foreach (var (after, exchanges) in new[]
        {
            (await eu.StatusOfAsync("us"), before.Eu.Exchanges), (await us.StatusOfAsync("eu"), before.Us.Exchanges),
        })
        {
            Assert.Equal(exchanges + 1, after.Exchanges);
            Assert.True(after.LastExchange is { Equal: true, EventsReceived: 0, EventsSent: 0 }, after.LastExchange!.ToString());
            Assert.Equal(0, after.PushOverflows);
        }

        await SameCountAsync(eu, us);
    }

    [Fact]
    public async Task A_link_cut_until_the_outbox_overflows_heals_by_an_exchange_also_of_time_that_is_still_open()
    {
        var network = new LoopbackNetwork();
        await using var eu = await StartAsync(network, "eu", "us", options => (options.MaxOutboxEvents, options.MaxOutboxStamps) = (SmallOutbox, 0));
        await using var us = await StartAsync(network, "us", "eu");
        await ExchangedAsync(eu, us);
        network.Cut();
        await PutAsync(eu, 3 * SmallOutbox);
        await Eventually.HoldsAsync(async () => (await eu.StatusOfAsync("us")).PushOverflows > 0, "the overflow is told");
        network.Heal();
        await SameCountAsync(eu, us);
        Assert.Equal(3 * SmallOutbox, await us.Log.CountAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task What_is_more_than_an_outbox_holds_in_memory_is_pushed_all_the_same()
    {
        var network = new LoopbackNetwork();
        await using var eu = await StartAsync(network, "eu", "us", options => options.MaxOutboxEvents = SmallOutbox, silos: 1);
        await using var us = await StartAsync(network, "us", "eu", silos: 1);
        await ExchangedAsync(eu, us);
        var before = await eu.StatusOfAsync("us");
        network.Cut();
        await PutAsync(eu, 10 * SmallOutbox);
        Assert.Equal(10 * SmallOutbox, (await eu.StatusOfAsync("us")).PushLag);
        network.Heal();
        await Eventually.HoldsAsync(async () => (await eu.StatusOfAsync("us")).Exchanges > before.Exchanges, "the exchange that verifies it is over");

        var after = await eu.StatusOfAsync("us");
        Assert.Equal((0, 10 * SmallOutbox, 0), (after.PushLag, after.PushedEvents - before.PushedEvents, after.PushOverflows));
        Assert.True(after.LastExchange is { Equal: true, EventsReceived: 0, EventsSent: 0 }, after.LastExchange!.ToString());
        await SameCountAsync(eu, us);
    }

    [Fact]
    public async Task Imports_of_old_times_among_many_others_are_pushed_though_the_outbox_holds_few()
    {
        var network = new LoopbackNetwork();
        await using var eu = await StartAsync(network, "eu", "us", options => options.MaxOutboxEvents = 2, silos: 1);
        await using var us = await StartAsync(network, "us", "eu", silos: 1);
        await ExchangedAsync(eu, us);
        var start = DateTimeOffset.UtcNow.AddDays(-1).ToUnixTimeMilliseconds();
        await eu.ImportAsync(Enumerable.Range(0, 40 * SmallOutbox).Select(i => ($"old:{i}", "value", start + (10L * i))));
        await Eventually.HoldsAsync(async () => (await eu.StatusOfAsync("us")).PushLag == 0, "the first import has been pushed");
        network.Cut();
        await eu.ImportAsync(Enumerable.Range(0, SmallOutbox).Select(i => ($"late:{i}", "value", start + (400L * i) + 1)));
        network.Heal();
        await Eventually.HoldsAsync(async () => (await eu.StatusOfAsync("us")).PushLag == 0, "the second import has been pushed");
        Assert.Equal(41 * SmallOutbox, await us.Log.CountAsync(TestContext.Current.CancellationToken));
        Assert.Equal(0, (await eu.StatusOfAsync("us")).PushOverflows);
    }

    [Fact]
    public async Task An_outbox_that_overflows_while_the_peer_is_slow_asks_for_an_exchange_at_once()
    {
        var network = new LoopbackNetwork();
        await using var eu = await StartAsync(network, "eu", "us", options => (options.MaxOutboxEvents, options.MaxOutboxStamps) = (SmallOutbox, 0));
        await using var us = await StartAsync(network, "us", "eu");
        await ExchangedAsync(eu, us);
        network.Pause();
        await PutAsync(eu, 3 * SmallOutbox);
        await Eventually.HoldsAsync(async () => (await eu.StatusOfAsync("us")).Exchange is not null, "an exchange has begun");
        network.Resume();
        await SameCountAsync(eu, us);
        Assert.Equal(3 * SmallOutbox, await us.Log.CountAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_peer_whose_first_silo_does_not_answer_is_reached_at_the_next()
    {
        var network = new LoopbackNetwork();
        await using var us = await StartAsync(network, "us", "eu");
        await using var eu = await StartAsync(
            network, "eu", "us", options => options.Peers["us"].Urls = [LoopbackNetwork.UrlOf("us-gone"), LoopbackNetwork.UrlOf("us")]);
        await ExchangedAsync(eu, us);
        Assert.Equal(LoopbackNetwork.UrlOf("us").ToString(), (await eu.StatusOfAsync("us")).Url);
        network.Cut();
        await eu.PutAsync("key", "value");
        network.Heal();
        await Eventually.HoldsAsync(async () => await us.GetAsync("key") == "value", "the write reaches us");
    }

    [Fact]
    public async Task An_exchange_under_way_shows_how_far_it_is()
    {
        var network = new LoopbackNetwork();
        await using var eu = await StartAsync(network, "eu", "us");
        await using var us = await StartAsync(network, "us", "eu");
        await ExchangedAsync(eu, us);
        Assert.Null((await eu.StatusOfAsync("us")).Exchange);
        var startedAt = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        network.Pause();
        var exchange = eu.ExchangeWithAsync("us");
        ExchangeProgress? progress = null;
        await Eventually.HoldsAsync(
            async () => (progress = (await eu.StatusOfAsync("us")).Exchange) is { RoundTrips: > 0 }, "the exchange has asked something");
        Assert.InRange(progress!.StartedAt, startedAt - 1_000, startedAt + 60_000);
        Assert.Equal((0L, 0L, 0L), (progress.EventsReceived, progress.EventsSent, progress.BytesReceived));
        network.Resume();
        var report = await exchange;
        Assert.True(report.Equal, report.Error);
        Assert.Null((await eu.StatusOfAsync("us")).Exchange);
    }

    private static Task<TestRegion> StartAsync(
        LoopbackNetwork network, string name, string peer, Action<Grains.Hosting.RegionOptions>? configure = null, short? silos = null) =>
        TestRegion.StartAsync(
            network,
            options =>
            {
                // Small leaves close soon enough to be compared; what is pushed has long arrived when they do.
                options.Granularity = 200;
                options.SettleDelay = SettleDelay;
                configure?.Invoke(options);
            },
            silos ?? SilosARegion.Number,
            name,
            peer);

    private static async Task WriteAsync(TestRegion region, CancellationToken cancellationToken)
    {
        for (var i = 0; !cancellationToken.IsCancellationRequested; i++)
        {
            await region.PutAsync($"{region.Name}:{i}", "load");
            await Task.Delay(5, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static async Task PutAsync(TestRegion region, int count) =>
        await Task.WhenAll(Enumerable.Range(0, count).Select(i => region.PutAsync($"key:{i}", "value")));

    private static Task ExchangedAsync(TestRegion one, TestRegion other) => Eventually.HoldsAsync(
        async () => (await one.StatusOfAsync(other.Name)).Exchanges > 0 && (await other.StatusOfAsync(one.Name)).Exchanges > 0,
        "each region has exchanged with the other after connecting");

    private static Task SameCountAsync(TestRegion one, TestRegion other) => Eventually.HoldsAsync(
        async () => await one.Log.CountAsync(TestContext.Current.CancellationToken)
            == await other.Log.CountAsync(TestContext.Current.CancellationToken),
        "both regions hold as many events");
}
