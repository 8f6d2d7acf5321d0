using System.Text.Json;
using Aevrion.Core.Events;
using Aevrion.Core.Tree;
using Aevrion.Silo.Tests.Hosting;
using Aevrion.Storage;
using Aevrion.Storage.Postgres;
using Microsoft.Extensions.Logging.Abstractions;

namespace Aevrion.Silo.Tests.Regions;

/// <summary>What a region claims after a restart, without its peer to ask.</summary>
public sealed class RestartedWatermarkTests : IAsyncLifetime
{
    private const long Imported = 1_600_000_000_000;

    private TwoRegions? _regions;

    private TwoRegions Regions => _regions!;

    public async ValueTask InitializeAsync() => _regions = await TwoRegions.CreateAsync();

    public ValueTask DisposeAsync() => Regions.DisposeAsync();

    [Fact]
    public async Task A_region_that_starts_again_claims_what_it_had_proven()
    {
        var (watermark, through) = await ConvergeAndStopAsync();
        await Regions.Eu.StartReadyAsync();
        await Eventually.HoldsAsync(async () => await WatermarkAsync() >= watermark, "the watermark is claimed again");
        await Eventually.HoldsAsync(async () => await ThroughAsync() == through, "and so is what was found equal with us");
    }

    [Fact]
    public async Task A_region_whose_history_grew_unseen_claims_neither()
    {
        await ConvergeAndStopAsync();
        await AddUnseenAsync(Event.Create("unseen", new byte[] { 1 }, Imported + 1, "eu"));
        await Regions.Eu.StartReadyAsync();
        await Eventually.HoldsAsync(
            async () => (await PeersAsync()).GetProperty("watermarkReason").GetString()!.Contains("before this region stopped", StringComparison.Ordinal),
            "it was noticed");
        Assert.True(await WatermarkAsync() is null or <= Imported + 1);
        Assert.Null(await ThroughAsync());
    }

    /// <summary>As a silo does that dies between the commit and taking note of it.</summary>
    private async Task AddUnseenAsync(Event item)
    {
        var shape = new TreeShape(granularityMs: 1_000);
        var options = new StorageOptions { ConnectionString = Regions.EuDatabase, Region = "eu", Shape = shape };
        await using var source = PostgresConnections.CreateDataSource(options, NullLoggerFactory.Instance);
        await new PostgresEventStore(source, shape).AppendAsync([item], TestContext.Current.CancellationToken);
    }

    private async Task<(long Watermark, long Through)> ConvergeAndStopAsync()
    {
        await Regions.StartAsync();
        (await Regions.Eu.Api.PostAsync("/v1/batch", $$"""{"op":"put","key":"key","text":"v","timestamp":{{Imported}}}""")).AssertDone();
        (await Regions.Eu.Api.PostAsync("/v1/peers/us/sync")).AssertDone();
        await Eventually.HoldsAsync(async () => await WatermarkAsync() > Imported, "both are equal");
        var claimed = (await WatermarkAsync(), await ThroughAsync());
        await Regions.Us.StopAsync();
        await Regions.Eu.StopAsync();
        return (claimed.Item1!.Value, claimed.Item2!.Value);
    }

    private async Task<long?> WatermarkAsync() => TimeOf((await PeersAsync()).GetProperty("watermark"));

    private async Task<long?> ThroughAsync() => TimeOf((await PeersAsync()).GetProperty("peers")[0].GetProperty("convergedThrough"));

    private async Task<JsonElement> PeersAsync() => (await Regions.Eu.Api.GetAsync("/v1/peers")).AssertDone().Json;

    private static long? TimeOf(JsonElement time) => time.ValueKind == JsonValueKind.Null ? null : time.GetInt64();
}
