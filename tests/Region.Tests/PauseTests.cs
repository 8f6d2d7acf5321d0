using Aevrion.Grains.Acknowledgements;
using Aevrion.Grains.Interfaces.Sync;
using Aevrion.Grains.Peers.Pauses;
using Aevrion.Region.Tests.Hosting;

namespace Aevrion.Region.Tests;

/// <summary>Links that an operator cuts on purpose, however many silos a region has.</summary>
public sealed class PauseTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_exchange_that_a_pause_cuts_short_is_no_failure_and_is_repeated_after_the_resume()
    {
        var network = new LoopbackNetwork();
        await using var eu = await TestRegion.StartAsync(network, "eu", "us");
        await using var us = await TestRegion.StartAsync(network, "us", "eu");
        await Eventually.HoldsAsync(async () => (await eu.StatusOfAsync("us")).Exchanges > 0, "the first exchange is over");

        network.Pause();
        var exchange = eu.ExchangeWithAsync("us");
        await Eventually.HoldsAsync(async () => (await eu.StatusOfAsync("us")).Exchange is not null || exchange.IsCompleted, "it is under way");
        Assert.Equal(PeerConnectionState.Paused, (await PeerOf(eu).Pause())!.State);
        var cut = await exchange;
        network.Resume();
        Assert.True(cut is { IsPaused: true, Error: not null }, $"{cut}");
        Assert.Equal(0, (await eu.StatusOfAsync("us")).Failures);
        Assert.True(await eu.ExchangeWithAsync("us") is { IsPaused: true, Error: not null });
        Assert.True(await PeerOf(eu).Compare() is { IsPaused: true, Error: not null });

        var before = (await eu.StatusOfAsync("us")).Exchanges;
        await PeerOf(eu).Resume();
        await Eventually.HoldsAsync(async () => (await eu.StatusOfAsync("us")).Exchanges > before, "it was repeated");
    }

    [Fact]
    public async Task Writes_do_not_wait_for_a_peer_that_is_paused_but_those_that_ask_for_it_do_until_it_is_resumed()
    {
        var network = new LoopbackNetwork();
        await using var eu = await TestRegion.StartAsync(network, "eu", "us");
        await using var us = await TestRegion.StartAsync(network, "us", "eu");
        Assert.True((await eu.PutAsync("before", AcknowledgementLevel.All, TimeSpan.FromSeconds(30), Cancellation)).IsEnough);
        await PeerOf(eu).Pause();

        var reached = await eu.PutAsync("during", AcknowledgementLevel.All, TimeSpan.FromMilliseconds(300), Cancellation);
        Assert.Equal("us", Assert.Single(reached.Missing));
        var waiting = eu.PutAsync("waiting", AcknowledgementLevel.All, TimeSpan.FromSeconds(60), Cancellation);
        await PeerOf(eu).Resume();
        Assert.True((await waiting).IsEnough);
        Assert.Equal("during", await us.GetAsync("during"));
    }

    [Fact]
    public void Of_two_words_about_a_peer_the_later_one_counts_whatever_their_order()
    {
        var options = new Aevrion.Grains.Hosting.RegionOptions { Region = "eu" };
        options.Peers["us"] = new Aevrion.Grains.Hosting.PeerOptions();
        var pauses = new PeerPauses(options);
        var pause = pauses.Of("us");
        Assert.True(pause is { IsKnown: false, IsPaused: false, Ended.IsCancellationRequested: true });
        Assert.False(pause.WhenOpenAsync(Cancellation).IsCompleted);

        pauses.Learn(new PeerTidings { Peer = "us", IsPaused = false, PauseChanges = 4 });
        var ended = pause.Ended;
        Assert.True(pause.WhenOpenAsync(Cancellation).IsCompletedSuccessfully);
        pauses.Learn(new PeerTidings { Peer = "us", IsPaused = true, PauseChanges = 3 });
        Assert.False(ended.IsCancellationRequested);
        pauses.Learn(new PeerTidings { Peer = "us", IsPaused = true, PauseChanges = 5 });
        Assert.True(ended.IsCancellationRequested && pause.IsPaused);
        Assert.False(pause.WhenOpenAsync(Cancellation).IsCompleted);
        pauses.Learn(new PeerTidings { Peer = "nobody", IsPaused = true, PauseChanges = 6 });
        pauses.Learn(new PeerTidings { Peer = "us", IsPaused = false, PauseChanges = 6 });
        Assert.True(ended.IsCancellationRequested && !pause.Ended.IsCancellationRequested);
    }

    private static ISyncGrain PeerOf(TestRegion region) => region.Grains.GetGrain<ISyncGrain>(region.Name == "eu" ? "us" : "eu");
}
