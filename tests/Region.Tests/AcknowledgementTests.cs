using Aevrion.Grains.Acknowledgements;
using Aevrion.Region.Tests.Hosting;

namespace Aevrion.Region.Tests;

public sealed class AcknowledgementTests : IAsyncDisposable
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(300);

    private readonly LoopbackNetwork _network = new();
    private readonly List<TestRegion> _regions = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        foreach (var region in _regions)
            await region.DisposeAsync();
    }

    [Fact]
    public async Task A_write_acknowledged_by_all_is_in_every_database()
    {
        await StartAsync("eu:us,ap", "us:eu,ap", "ap:eu,us");
        await Task.WhenAll(Enumerable.Range(0, 50).Select(async i =>
        {
            var reached = await _regions[i % 3].PutAsync($"key:{i}", AcknowledgementLevel.All, Long, Cancellation);
            Assert.True(reached.IsEnough);
            Assert.Equal(["ap", "eu", "us"], reached.Acknowledged);
            Assert.Empty(reached.Missing);
            foreach (var region in _regions)
                Assert.NotNull(await region.Log.ReadAtAsync($"key:{i}", long.MaxValue, Cancellation));
        }));
    }

    [Fact]
    public async Task Without_the_others_the_truth_is_told_in_time_and_with_them_again_it_goes_on()
    {
        await StartAsync("eu:us,ap", "us:eu,ap", "ap:eu,us");
        _network.Cut();
        var reached = await _regions[0].PutAsync("cut", AcknowledgementLevel.Quorum, Short, Cancellation);
        Assert.False(reached.IsEnough);
        Assert.Equal(["eu"], reached.Acknowledged);
        Assert.Equal(["ap", "us"], reached.Missing);
        Assert.True((await _regions[0].PutAsync("alone", AcknowledgementLevel.Local, Short, Cancellation)).IsEnough);

        var waiting = _regions[0].PutAsync("waiting", AcknowledgementLevel.All, Long, Cancellation);
        _network.Heal();
        Assert.True((await waiting).IsEnough);
        Assert.NotNull(await _regions[1].Log.ReadAtAsync("cut", long.MaxValue, Cancellation));
    }

    [Fact]
    public async Task One_region_that_is_away_keeps_nobody_from_a_quorum()
    {
        await StartAsync("eu:us,ap", "us:eu,ap");
        await Eventually.HoldsAsync(() => Task.FromResult(_regions[0].LinkTo("us").IsConnected), "eu is connected to us");
        var reached = await _regions[0].PutAsync("key", AcknowledgementLevel.Quorum, Long, Cancellation);
        Assert.Equal(["eu", "us"], reached.Acknowledged);
        Assert.False((await _regions[0].PutAsync("key", AcknowledgementLevel.All, Short, Cancellation)).IsEnough);
    }

    [Fact]
    public async Task A_region_that_is_no_neighbour_counts_once_its_frontier_tells_of_the_write()
    {
        await StartAsync("eu:us,ap", "us:eu", "ap:eu");
        await Eventually.HoldsAsync(
            async () => (await _regions[1].PutAsync("known", AcknowledgementLevel.All, TimeSpan.Zero, Cancellation)).Missing.Contains("ap"),
            "us has heard of ap");

        // A majority is us and its only neighbour; the third is known by what eu passes on of it.
        Assert.Equal(["eu", "us"], (await _regions[1].PutAsync("two", AcknowledgementLevel.Quorum, Long, Cancellation)).Acknowledged);
        var reached = await _regions[1].PutAsync("three", AcknowledgementLevel.All, Long, Cancellation);
        Assert.Equal(["ap", "eu", "us"], reached.Acknowledged);
        Assert.NotNull(await _regions[2].Log.ReadAtAsync("three", long.MaxValue, Cancellation));
    }

    [Fact]
    public async Task What_was_dropped_from_the_outbox_is_acknowledged_when_an_exchange_has_brought_it()
    {
        await StartAsync(options => (options.MaxOutboxEvents, options.MaxOutboxStamps) = (2, 0), "eu:us", "us:eu");
        _network.Cut();
        var dropped = _regions[0].PutAsync("dropped", AcknowledgementLevel.All, Long, Cancellation);
        for (var i = 0; i < 5; i++)
            await _regions[0].PutAsync($"later:{i}", "v");
        Assert.False(dropped.IsCompleted);
        _network.Heal();
        Assert.True((await dropped).IsEnough);
        Assert.NotNull(await _regions[1].Log.ReadAtAsync("dropped", long.MaxValue, Cancellation));
    }

    [Fact]
    public async Task What_the_other_region_holds_back_for_its_time_is_not_acknowledged_by_it()
    {
        await StartAsync(options => options.MaxClockDrift = TimeSpan.FromSeconds(options.Region == "eu" ? 600 : 1), "eu:us", "us:eu");
        await Eventually.HoldsAsync(() => Task.FromResult(_regions[0].LinkTo("us").IsConnected), "eu is connected to us");
        var reached = await _regions[0].ImportAsync("later", DateTimeOffset.UtcNow.AddSeconds(300).ToUnixTimeMilliseconds(), TimeSpan.FromSeconds(3));
        Assert.False(reached.IsEnough);
        Assert.Equal(["us"], reached.Missing);
        await Eventually.HoldsAsync(async () => (await _regions[0].StatusOfAsync("us")).PushLag == 0, "us has acknowledged the push");
        Assert.Null(await _regions[1].Log.ReadAtAsync("later", long.MaxValue, Cancellation));
    }

    [Fact]
    public async Task An_import_repeated_is_acknowledged_by_comparison_since_nothing_is_pushed()
    {
        await StartAsync("eu:us", "us:eu");
        var timestamp = DateTimeOffset.UtcNow.AddHours(-1).ToUnixTimeMilliseconds();
        _network.Cut();
        Assert.False((await _regions[0].ImportAsync("old", timestamp, Short)).IsEnough);
        Assert.False((await _regions[0].ImportAsync("old", timestamp, Short)).IsEnough);
        _network.Heal();
        Assert.True((await _regions[0].ImportAsync("old", timestamp, Long)).IsEnough);
        Assert.NotNull(await _regions[1].Log.ReadAtAsync("old", timestamp, Cancellation));
    }

    [Fact]
    public async Task Who_stops_waiting_is_told_what_is_known_at_once()
    {
        await StartAsync("eu:us");
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var waiting = _regions[0].PutAsync("key", AcknowledgementLevel.All, TimeSpan.FromHours(1), gone.Token);
        await gone.CancelAsync();
        Assert.Equal(["eu"], (await waiting.WaitAsync(Long, Cancellation)).Acknowledged);
    }

    private Task StartAsync(params string[] links) => StartAsync(_ => { }, links);

    /// <summary>Starts regions, each written as its name, a colon and its peers.</summary>
    private async Task StartAsync(Action<Grains.Hosting.RegionOptions> configure, params string[] links)
    {
        foreach (var link in links.Select(link => link.Split(':')))
        {
            _regions.Add(await TestRegion.StartAsync(
                _network,
                options =>
                {
                    options.Granularity = 1_000;
                    options.SyncPeriod = TimeSpan.FromSeconds(1);
                    configure(options);
                },
                link[0],
                link[1].Split(',')));
        }
    }
}
