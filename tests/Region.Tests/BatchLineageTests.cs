using System.Text;
using Aevrion.Core;
using Aevrion.Grains.Interfaces.Batches;
using Aevrion.Grains.Interfaces.Conflicts;
using Aevrion.Grains.Interfaces.Keys;
using Aevrion.Region.Tests.Hosting;

namespace Aevrion.Region.Tests;

/// <summary>A batch descends from what its region had before, however that came in.</summary>
public sealed class BatchLineageTests : IAsyncDisposable
{
    private const string Key = "key";

    private readonly LoopbackNetwork _network = new();
    private readonly List<TestRegion> _regions = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        foreach (var region in _regions)
            await region.DisposeAsync();
    }

    [Fact]
    public async Task Batches_puts_and_imports_of_a_key_descend_from_each_other()
    {
        _regions.Add(await TestRegion.StartAsync(_network, "eu"));
        var eu = _regions[0];
        var before = await WriteAsync(eu, "first batch");
        for (var round = 0; round < 5; round++)
        {
            await eu.PutAsync(Key, $"put {round}");
            var put = await LatestAsync(eu);
            Assert.Equal([before], put.Parents);
            var batch = await WriteAsync(eu, $"batch {round}");
            Assert.Equal([put.Id], (await LatestAsync(eu)).Parents);
            var import = (await eu.ImportAsync([(Key, $"import {round}", DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() + 1_000)])).Items[0];
            Assert.NotEqual(batch, import.Id);
            before = await WriteAsync(eu, $"after import {round}");
            Assert.Equal([import.Id], (await LatestAsync(eu)).Parents);
        }
    }

    [Fact]
    public async Task A_batch_comes_after_what_another_region_wrote_of_its_keys()
    {
        _regions.Add(await TestRegion.StartAsync(_network, "eu", "us"));
        _regions.Add(await TestRegion.StartAsync(_network, "us", "eu"));
        for (var round = 0; round < 5; round++)
        {
            foreach (var (here, there) in new[] { (_regions[0], _regions[1]), (_regions[1], _regions[0]) })
            {
                var written = await WriteAsync(here, $"{here.Name} {round}");
                await Eventually.HoldsAsync(async () => await there.Log.ReadLatestAsync(Key, Cancellation) is { } latest && latest.Id == written, "it has come");
                await WriteAsync(there, $"{there.Name} {round}");
                Assert.Equal([written], (await LatestAsync(there)).Parents);
                var reached = (await LatestAsync(there)).Id;
                await Eventually.HoldsAsync(async () => await here.Log.ReadLatestAsync(Key, Cancellation) is { } latest && latest.Id == reached, "it has come back");
            }
        }

        var conflicts = await _regions[0].Grains.GetGrain<IConflictGrain>(0).List(
            new ConflictRequest { Prefix = "", Limit = 10, IncludeValues = false, MaxBytes = long.MaxValue });
        Assert.Empty(conflicts.Conflicts);
    }

    private static async Task<Hash256> WriteAsync(TestRegion region, string value)
    {
        var operations = new[] { Key, "other" }.Select(key => new BatchOperation { Key = key, Value = Encoding.UTF8.GetBytes(value) });
        var result = await region.Grains.GetGrain<IBatchGrain>(0).Apply(new BatchRequest { Operations = [.. operations] });
        Assert.Equal(OperationStatus.Done, result.Status);
        return result.Items[0].Id;
    }

    private static async Task<Core.Events.Event> LatestAsync(TestRegion region) =>
        await region.Log.ReadLatestAsync(Key, Cancellation) ?? throw new InvalidOperationException("The key has no version.");
}
