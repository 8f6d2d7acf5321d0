#if ENGINE_ORLEANS
using System.Text;
using Aevrion.Core;
using Aevrion.Core.Events;
using Aevrion.Grains.Interfaces.Batches;
using Aevrion.Grains.Interfaces.Keys;
using Aevrion.Grains.Load;
using Aevrion.Grains.Interfaces.Sync;
using Aevrion.Grains.Peers;
using Aevrion.Grains.Peers.Pauses;
using Aevrion.Region.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Orleans;

namespace Aevrion.Region.Tests;

/// <summary>Two silos of one region; only Microsoft Orleans runs them.</summary>
public sealed class SeveralSilosTests : IAsyncLifetime
{
    private const int Keys = 40;

    private TestRegion? _started;

    private TestRegion Region => _started ?? throw new InvalidOperationException();

    public async ValueTask InitializeAsync() => _started = await TestRegion.StartAsync(new LoopbackNetwork(), silos: 2, "eu");

    public async ValueTask DisposeAsync() => await Region.DisposeAsync();

    [Fact]
    public async Task A_read_on_one_silo_sees_what_was_written_on_the_other()
    {
        for (var i = 0; i < Keys; i++)
        {
            var written = await GrainsOf(i % 2).GetKeyGrain($"key:{i}").Write(new WriteRequest { Value = Bytes($"value {i}") });
            Assert.Equal(OperationStatus.Done, written.Status);
            var read = await GrainsOf((i + 1) % 2).GetKeyGrain($"key:{i}").GetLatest();
            Assert.Equal(written.Id, read.Version!.Id);
        }
    }

    [Fact]
    public async Task A_read_on_one_silo_sees_what_the_other_imported_or_admitted_from_a_peer()
    {
        for (var i = 0; i < Keys; i++)
            await Region.PutAsync($"key:{i}", "old");

        for (var round = 0; round < 4; round++)
        {
            var timestamp = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() + 20_000 + round;
            var value = $"round {round}";
            await BringInAsync(round, timestamp, value);
            for (var i = 0; i < Keys; i++)
            {
                var read = await GrainsOf(i % 2).GetKeyGrain($"key:{i}").GetLatest();
                Assert.Equal(value, Encoding.UTF8.GetString(read.Version!.Value!.Value.Span));
            }
        }
    }

    [Fact]
    public async Task A_batch_on_one_silo_descends_from_what_was_written_on_the_other()
    {
        for (var round = 0; round < 3; round++)
        {
            for (var i = 0; i < Keys; i++)
            {
                var before = await BatchAsync(round % 2, $"key:{i}", $"batch {round}");
                var put = await GrainsOf((round + 1) % 2).GetKeyGrain($"key:{i}").Write(new WriteRequest { Value = Bytes($"put {round}") });
                var after = await BatchAsync(round % 2, $"key:{i}", $"another {round}");
                Assert.Equal([before], await ParentsOfAsync($"key:{i}", put.Timestamp!.Value));
                Assert.Equal([put.Id!.Value], await ParentsOfAsync($"key:{i}", long.MaxValue));
                Assert.NotEqual(put.Id, after);
            }
        }
    }

    [Fact]
    public async Task What_all_silos_have_yet_to_push_counts_as_the_lag_of_a_peer()
    {
        await using var region = await TestRegion.StartAsync(new LoopbackNetwork(), silos: 2, "eu", "us");
        for (var i = 0; i < Keys; i++)
            await region.PutAsync($"key:{i}", "value");
        await Eventually.HoldsAsync(async () => (await region.StatusOfAsync("us")).PushLag == Keys, "all writes of both silos are counted");
        var differences = await region.Grains.GetGrain<ISyncGrain>("us").GetDifferences();
        Assert.Equal((Keys, Keys), (differences.PendingEvents, differences.Nodes.Sum(node => node.Pending)));
    }

    [Fact]
    public async Task The_load_of_the_region_is_the_sum_over_its_silos_whichever_is_asked()
    {
        for (var silo = 0; silo < 2; silo++)
            Region.ServicesOf(silo).GetRequiredService<LoadRecorder>().Add(LoadCount.Reads, 21);
        for (var silo = 0; silo < 2; silo++)
        {
            var load = Region.ServicesOf(silo).GetRequiredService<RegionLoad>();
            await Eventually.HoldsAsync(
                async () => await load.ReadAsync(minutes: 5) is (2, var points) && points.Sum(point => point.Step.Reads) == 42, "both silos are counted");
        }
    }

    [Fact]
    public async Task A_pause_holds_on_every_silo_once_it_is_answered_and_so_does_its_end()
    {
        await using var region = await TestRegion.StartAsync(new LoopbackNetwork(), silos: 2, "eu", "us");
        var grain = region.Grains.GetGrain<ISyncGrain>("us");
        await Eventually.HoldsAsync(() => Task.FromResult(PausesOf(region).All(pause => pause.IsKnown)), "both silos know");
        for (var round = 0; round < 5; round++)
        {
            Assert.Equal(PeerConnectionState.Paused, (await grain.Pause())!.State);
            Assert.All(PausesOf(region), pause => Assert.True(pause.IsPaused));
            Assert.NotEqual(PeerConnectionState.Paused, (await grain.Resume())!.State);
            Assert.All(PausesOf(region), pause => Assert.False(pause.IsPaused));
        }
    }

    private static IEnumerable<PeerPause> PausesOf(TestRegion region) =>
        Enumerable.Range(0, region.Silos).Select(silo => region.ServicesOf(silo).GetRequiredService<PeerPauses>().Of("us"));

    private async Task<Hash256> BatchAsync(int silo, string key, string value)
    {
        var operations = new[] { key, "other" }.Select(each => new BatchOperation { Key = each, Value = Bytes(value) });
        return (await GrainsOf(silo).GetGrain<IBatchGrain>(0).Apply(new BatchRequest { Operations = [.. operations] })).Items[0].Id;
    }

    private async Task<IReadOnlyList<Hash256>> ParentsOfAsync(string key, long at) =>
        (await Region.Log.ReadAtAsync(key, at, TestContext.Current.CancellationToken))!.Parents;

    private async Task BringInAsync(int round, long timestamp, string value)
    {
        var services = Region.ServicesOf(round % 2);
        if (round < 2)
        {
            var operations = Enumerable.Range(0, Keys)
                .Select(i => new BatchOperation { Key = $"key:{i}", Value = Bytes(value), Timestamp = timestamp });
            await services.GetRequiredService<IGrainFactory>().GetGrain<IBatchGrain>(0).Apply(new BatchRequest { Operations = [.. operations] });
            return;
        }

        var events = Enumerable.Range(0, Keys).Select(i => Event.Create($"key:{i}", Bytes(value), timestamp, "us")).ToList();
        await services.GetRequiredService<EventAdmission>().AdmitAsync(events, "us", TestContext.Current.CancellationToken);
    }

    private IGrainFactory GrainsOf(int silo) => Region.ServicesOf(silo).GetRequiredService<IGrainFactory>();

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
#endif
