using Aevrion.Grains.Interfaces.Batches;
using Aevrion.Grains.Interfaces.Keys;
using Aevrion.Region.Tests.Hosting;

namespace Aevrion.Region.Tests;

/// <summary>A batch becomes visible in other regions as it does in its own: as a whole.</summary>
public sealed class WholeBatchTests : IAsyncDisposable
{
    private const int Lines = 9_000;
    private const int ValueBytes = 600;

    private readonly LoopbackNetwork _network = new();
    private readonly List<TestRegion> _regions = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        foreach (var region in _regions)
            await region.DisposeAsync();
    }

    [Fact]
    public async Task A_batch_of_many_frames_is_pushed_and_passed_on_as_a_whole()
    {
        await StartAsync("eu:us", "us:eu,ap", "ap:us");
        var watching = new[] { WatchAsync(_regions[1], Lines), WatchAsync(_regions[2], Lines) };
        await WriteAsync(_regions[0], i => null);
        await Task.WhenAll(watching);
        Assert.Equal(0, (await _regions[0].StatusOfAsync("us")).PushOverflows);
    }

    [Fact]
    public async Task A_batch_that_an_exchange_finds_comes_as_a_whole_though_its_times_are_mixed_with_others()
    {
        await StartAsync("eu:us", "us:eu");
        _network.Cut();
        var start = DateTimeOffset.UtcNow.AddDays(-1).ToUnixTimeMilliseconds();

        // Two batches whose events take turns, in many leaves; what is dropped of them only an exchange can bring.
        await WriteAsync(_regions[0], i => start + (i * 2_000L));
        await WriteAsync(_regions[0], i => start + (i * 2_000L) + 1_000);
        await _regions[0].StopAsync();
        var watching = WatchAsync(_regions[1], Lines, 2 * Lines);
        _network.Heal();
        await _regions[0].StartAsync();
        await watching;
    }

    [Fact]
    public async Task Lines_written_one_by_one_carry_no_batch()
    {
        await StartAsync("eu:us");
        await _regions[0].PutAsync("single", "v");
        await _regions[0].ImportAsync([("line", "v", 1_700_000_000_000)]);
        await _regions[0].ImportAsync([("a", "v", 1_700_000_000_000), ("b", "v", 1_700_000_000_000)]);
        Assert.Null((await _regions[0].Log.ReadAtAsync("single", long.MaxValue, Cancellation))!.Batch);
        Assert.Null((await _regions[0].Log.ReadAtAsync("line", long.MaxValue, Cancellation))!.Batch);
        var batch = (await _regions[0].Log.ReadAtAsync("a", long.MaxValue, Cancellation))!.Batch;
        Assert.Equal(2, batch!.Count);
        Assert.Equal(batch, (await _regions[0].Log.ReadAtAsync("b", long.MaxValue, Cancellation))!.Batch);
    }

    private static async Task WriteAsync(TestRegion region, Func<int, long?> timestampOf)
    {
        var value = new byte[ValueBytes];
        Random.Shared.NextBytes(value);
        var operations = Enumerable.Range(0, Lines)
            .Select(i => new BatchOperation { Key = $"key:{i}", Value = value, Timestamp = timestampOf(i) });
        var result = await region.Grains.GetGrain<IBatchGrain>(0).Apply(new BatchRequest { Operations = [.. operations] });
        Assert.Equal(OperationStatus.Done, result.Status);
    }

    /// <summary>Counts the region's events again and again, until all are there, and finds none but these numbers.</summary>
    private static async Task WatchAsync(TestRegion region, params long[] counts)
    {
        HashSet<long> expected = [0, .. counts];
        await Eventually.HoldsAsync(
            async () =>
            {
                var count = await region.Log.CountAsync(Cancellation);
                Assert.Contains(count, expected);
                return count == counts[^1];
            },
            $"{region.Name} has everything");
    }

    private async Task StartAsync(params string[] links)
    {
        foreach (var link in links.Select(link => link.Split(':')))
            _regions.Add(await TestRegion.StartAsync(_network, link[0], link[1].Split(',')));
    }
}
