using Aevrion.Grains.Interfaces.Sync;
using Aevrion.Region.Tests.Hosting;

namespace Aevrion.Region.Tests;

/// <summary>What a region remembers of how it differs from a peer, when more was written than an outbox holds.</summary>
public sealed class DifferenceTests
{
    private const int SmallOutbox = 20;
    private const int Events = 50;

    [Fact]
    public async Task What_the_outbox_dropped_stays_pending_until_an_exchange_has_found_both_equal()
    {
        var network = new LoopbackNetwork();
        await using var eu = await TestRegion.StartAsync(network, options => (options.MaxOutboxEvents, options.MaxOutboxStamps) = (SmallOutbox, 0), silos: 1, "eu", "us");
        await using var us = await TestRegion.StartAsync(network, options => (options.MaxOutboxEvents, options.MaxOutboxStamps) = (SmallOutbox, 0), silos: 1, "us", "eu");
        await Eventually.HoldsAsync(async () => (await eu.StatusOfAsync("us")).Exchanges > 0, "the first exchange is over");
        var peer = eu.Grains.GetGrain<ISyncGrain>("us");
        await peer.Pause();
        for (var i = 0; i < Events; i++)
            await eu.PutAsync($"key:{i}", "value");

        var differences = await peer.GetDifferences();
        Assert.Equal(PeerConnectionState.Paused, differences.State);
        Assert.Equal((Events, Events), (differences.PendingEvents, differences.Nodes.Sum(node => node.Pending)));
        Assert.Equal(SmallOutbox, (await eu.StatusOfAsync("us")).PushLag);

        await peer.Resume();
        await Eventually.HoldsAsync(
            async () => await peer.GetDifferences() is { PendingEvents: 0 } now && now.Nodes.All(node => node.IsRepaired && !node.Differs),
            "pushes and an exchange have brought all of them");
        Assert.Equal("value", await us.GetAsync("key:0"));
    }
}
