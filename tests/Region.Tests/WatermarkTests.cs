using Aevrion.Grains.Peers;
using Aevrion.Grains.Watermark;
using Aevrion.Region.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Aevrion.Region.Tests;

/// <summary>The watermark of real regions: grain, storage, links.</summary>
public sealed class WatermarkTests : IAsyncDisposable
{
    private const long Import = 1_600_000_000_000;

    private readonly LoopbackNetwork _network = new();
    private readonly List<TestRegion> _regions = [];

    public static TheoryData<string, string[]> Topologies => new()
    {
        { "mesh of two", ["eu:us", "us:eu"] },
        { "ring", ["eu:us,sa", "us:eu,ap", "ap:us,sa", "sa:ap,eu"] },
        { "star", ["eu:us,ap,sa", "us:eu", "ap:eu", "sa:eu"] },
    };

    public async ValueTask DisposeAsync()
    {
        foreach (var region in _regions)
            await region.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(Topologies))]
    public async Task It_reaches_the_horizon_moves_back_at_once_for_a_late_import_and_recovers(string topology, string[] links)
    {
        var horizonMs = await StartAsync(links);
        await ReachAsync(horizonMs, $"all history is proven to be the same in the {topology}");

        // Where it is imported, the claim is gone when the import is acknowledged.
        var importer = _regions[^1];
        await importer.ImportAsync([("late", "import", Import)]);
        Assert.InRange(WatermarkOf(importer) ?? 0, 0, Import);
        await Eventually.HoldsAsync(
            async () => (await OverviewOf(importer)).WatermarkReason?.Contains("was imported here", StringComparison.Ordinal) == true,
            "the reason is told");

        await ReachAsync(horizonMs, $"the import is everywhere in the {topology}");
        foreach (var region in _regions)
        {
            Assert.Equal("import", await region.GetAsync("late"));
            Assert.Contains("older than the watermark", (await OverviewOf(region)).WatermarkReason, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_region_alone_is_everywhere()
    {
        var horizonMs = await StartAsync("eu:");
        await ReachAsync(horizonMs, "there is nobody else");
    }

    [Fact]
    public async Task There_is_none_while_a_region_has_never_been_heard_of()
    {
        await StartAsync("eu:us,ap", "us:eu");
        await Eventually.HoldsAsync(
            async () => (await OverviewOf(_regions[0])).WatermarkReason?.Contains("region 'ap'", StringComparison.Ordinal) == true,
            "the reason names the missing region");
        Assert.Null(WatermarkOf(_regions[0]));
    }

    [Fact]
    public async Task While_a_region_is_away_it_stands_still_and_moves_back_for_what_that_region_cannot_have()
    {
        var horizonMs = await StartAsync("eu:us", "us:eu");
        await ReachAsync(horizonMs, "both are equal");
        _network.Cut();
        var before = WatermarkOf(_regions[0]);
        await _regions[0].PutAsync("new", "write");
        Assert.Equal(before, WatermarkOf(_regions[0]));
        await _regions[0].ImportAsync([("late", "import", Import)]);
        Assert.InRange(WatermarkOf(_regions[0]) ?? 0, 0, Import);
        Assert.True(WatermarkOf(_regions[1]) >= horizonMs);
        _network.Heal();
        await ReachAsync(horizonMs, "both are equal again");
        Assert.Equal("import", await _regions[1].GetAsync("late"));
    }

    private static long? WatermarkOf(TestRegion region) => region.Services.GetRequiredService<ConvergedTime>().TimeMs;

    private static Task<RegionPeers> OverviewOf(TestRegion region) => region.Services.GetRequiredService<PeerOverview>().ReadAsync();

    /// <summary>Starts regions and returns a time that all of them have closed.</summary>
    private async Task<long> StartAsync(params string[] links)
    {
        foreach (var link in links)
            _regions.Add(await TestRegion.StartAsync(_network, link.Split(':')[0], link.Split(':')[1].Split(',', StringSplitOptions.RemoveEmptyEntries)));
        return _regions.Min(region => region.Tree.Shape.StartOf(region.Tree.Horizon() - 1));
    }

    private async Task ReachAsync(long timeMs, string what)
    {
        foreach (var region in _regions)
            await Eventually.HoldsAsync(() => Task.FromResult(WatermarkOf(region) >= timeMs), $"{what}, as {region.Name} sees it");
    }
}
