using Aevrion.Grains.Interfaces.Keys;
using Aevrion.Grains.Watches;
using Aevrion.Region.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Orleans;

namespace Aevrion.Region.Tests;

/// <summary>Watches of every silo of a region tell the same, whichever silo wrote it.</summary>
public sealed class WatchTests
{
    private const int Writers = 4;
    private const int PutsAWriter = 60;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Watches_of_all_silos_tell_all_changes_in_one_order()
    {
        await using var region = await TestRegion.StartAsync(new LoopbackNetwork(), Silos, "eu");
        using var first = await OpenAsync(region, 0);
        using var last = await OpenAsync(region, Silos - 1);

        var writing = Task.WhenAll(Enumerable.Range(0, Writers).Select(async writer =>
        {
            for (var i = 0; i < PutsAWriter; i++)
            {
                var grains = region.ServicesOf(i % Silos).GetRequiredService<IGrainFactory>();
                var written = await grains.GetKeyGrain($"{writer}/{i % 9}").Write(new WriteRequest { Value = new byte[] { 1 } });
                Assert.Equal(OperationStatus.Done, written.Status);
            }
        }));
        var seenFirst = ReadAsync(first, Writers * PutsAWriter);
        var seenLast = ReadAsync(last, Writers * PutsAWriter);
        await writing;

        var expected = await seenFirst;
        Assert.Equal(expected, await seenLast);
        Assert.Equal(expected.Count, expected.Distinct().Count());

        // Behind any event, on any silo.
        for (var seen = 1; seen < expected.Count; seen += 50)
        {
            using var resumed = await OpenAsync(region, seen % Silos, expected[seen - 1]);
            Assert.Equal(expected.Skip(seen), await ReadAsync(resumed, expected.Count - seen));
        }
    }

    [Fact]
    public async Task A_watch_tells_what_a_peer_sent_and_what_was_imported()
    {
        var network = new LoopbackNetwork();
        await using var eu = await TestRegion.StartAsync(network, Silos, "eu", "us");
        await using var us = await TestRegion.StartAsync(network, Silos, "us", "eu");
        using var watch = await OpenAsync(eu, Silos - 1);

        var there = await us.PutAsync("there", "v");
        var imported = await eu.ImportAsync([("imported", "v", 5)]);

        Assert.Equal(new[] { there.Id!.Value, imported.Items[0].Id }.Order(), (await ReadAsync(watch, 2)).Order());
    }

#if ENGINE_ORLEANS
    private static short Silos => 2;
#else
    private static short Silos => 1;
#endif

    private static async Task<Watch> OpenAsync(TestRegion region, int silo, Core.Hash256? behind = null)
    {
        var start = await region.ServicesOf(silo).GetRequiredService<RegionWatches>().OpenAsync(new WatchRequest("", behind, null), Cancellation);
        Assert.Equal(WatchRefusal.None, start.Refusal);
        return start.Watch!;
    }

    private static async Task<List<Core.Hash256>> ReadAsync(Watch watch, int count)
    {
        var seen = new List<Core.Hash256>();
        while (seen.Count < count)
        {
            var news = await watch.NextAsync(Patience, Cancellation);
            Assert.NotEmpty(news.Changes);
            seen.AddRange(news.Changes.Select(change => change.Event.Id));
        }

        return seen;
    }
}
