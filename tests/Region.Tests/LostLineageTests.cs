using System.Text;
using Aevrion.Core;
using Aevrion.Grains.Interfaces.Batches;
using Aevrion.Grains.Interfaces.Conflicts;
using Aevrion.Grains.Interfaces.Keys;
using Aevrion.Region.Tests.Hosting;

namespace Aevrion.Region.Tests;

/// <summary>Two regions make the same event, and the pushes that would tell each of the other's parents are lost.</summary>
public sealed class LostLineageTests
{
    private const int SmallOutbox = 10;
    private const int Keys = 5;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Regions_list_the_same_conflicts_after_an_exchange_though_every_push_of_the_event_was_lost()
    {
        var network = new LoopbackNetwork();
        await using var eu = await StartAsync(network, "eu", "us");
        await using var us = await StartAsync(network, "us", "eu");
        network.Cut();
        var timestamp = 0L;
        var parents = new List<(string Key, Hash256 Eu, Hash256 Us)>();
        for (var i = 0; i < Keys; i++)
        {
            var (one, other) = (await eu.PutAsync($"k{i}", "of eu"), await us.PutAsync($"k{i}", "of us"));
            timestamp = Math.Max(timestamp, Math.Max(one.Timestamp!.Value, other.Timestamp!.Value));
            parents.Add(($"k{i}", one.Id!.Value, other.Id!.Value));
        }

        foreach (var (key, one, other) in parents)
        {
            await ImportAsync(eu, key, timestamp + 1, one);
            await ImportAsync(us, key, timestamp + 1, other);
        }

        // The oldest of an outbox are dropped: these take the place of all that was written before, in every silo.
        foreach (var region in new[] { eu, us })
            await Task.WhenAll(Enumerable.Range(0, 30 * SmallOutbox * region.Silos).Select(i => region.PutAsync($"{region.Name}:{i}", "later")));
        network.Heal();

        var report = await eu.ExchangeWithAsync("us");
        await Eventually.HoldsAsync(
            async () =>
            {
                report = await eu.ExchangeWithAsync("us");
                return report is { Equal: true, RoundTrips: 1 } && (await IdsAsync(eu)).SequenceEqual(await IdsAsync(us));
            },
            "the regions hold the same events, and exchanges have nothing more to say");
        Assert.True(report.BytesSent + report.BytesReceived < 128, $"{report.BytesSent} + {report.BytesReceived} bytes");
        Assert.Empty(await ListAsync(eu));
        Assert.Empty(await ListAsync(us));
        Assert.Contains(
            await us.Log.ReadEventsAsync([.. (await us.Log.ReadRangeAsync(timestamp + 1, timestamp + 2, null, 100, long.MaxValue, Cancellation)).Select(item => item.Stamp)], long.MaxValue, Cancellation),
            item => item.Parents.Length == 2);
    }

    private static Task<TestRegion> StartAsync(LoopbackNetwork network, string name, string peer) => TestRegion.StartAsync(
        network,
        options =>
        {
            // Small leaves close soon enough to be compared.
            options.Granularity = 200;
            options.MaxOutboxEvents = SmallOutbox;
            options.MaxOutboxStamps = 0;
        },
        name,
        peer);

    private static async Task ImportAsync(TestRegion region, string key, long timestamp, Hash256 parent)
    {
        var result = await region.Grains.GetGrain<IBatchGrain>(0).Apply(new BatchRequest
        {
            Operations = [new BatchOperation { Key = key, Value = Encoding.UTF8.GetBytes("of both"), Timestamp = timestamp, Parents = [parent] }],
        });
        Assert.Equal(OperationStatus.Done, result.Status);
    }

    private static async Task<IReadOnlyList<Hash256>> IdsAsync(TestRegion region) =>
        [.. (await region.Log.ReadRangeAsync(0, long.MaxValue, null, 5_000, long.MaxValue, Cancellation)).Select(item => item.Id)];

    private static async Task<IReadOnlyList<KeyConflict>> ListAsync(TestRegion region)
    {
        var page = await region.Grains.GetGrain<IConflictGrain>(0).List(
            new ConflictRequest { Prefix = "", Limit = 1_000, IncludeValues = false, MaxBytes = long.MaxValue });
        Assert.Equal(ConflictStatus.Done, page.Status);
        return page.Conflicts;
    }
}
