using Aevrion.Client;

namespace Aevrion.EndToEnd.Tests;

public sealed class KilledSiloTests
{
    [Fact]
    public async Task Every_acknowledged_write_survives_kill_9_and_reaches_both_regions()
    {
        await using var regions = new Deployment();
        await regions.UpAsync();
        await using var load = new WriteLoad(regions.Eu);
        load.Start();

        await Eventually.HoldsAsync(() => Task.FromResult(load.Acknowledged.Count > 500), "the load runs");
        await regions.KillAsync("eu");
        await Eventually.HoldsAsync(() => Task.FromResult(load.Failures > 8), "the writers notice");
        var before = load.Acknowledged.Count;
        await regions.UpAsync();
        await Eventually.HoldsAsync(() => Task.FromResult(load.Acknowledged.Count > before + 500), "the load goes on after the restart");
        await load.StopAsync();

        await regions.EqualDigestsAsync();
        foreach (var url in new[] { regions.Eu, regions.Us })
            await HoldsAllAsync(url, load.Acknowledged);
    }

    private static async Task HoldsAllAsync(string url, IReadOnlyCollection<AcknowledgedWrite> acknowledged)
    {
        await using var client = new AevrionClient(url);
        foreach (var byKey in acknowledged.GroupBy(write => write.Key))
        {
            var history = new Dictionary<string, string>();
            await foreach (var version in client.HistoryAsync(
                byKey.Key, new HistoryOptions { IncludeValues = true }, TestContext.Current.CancellationToken))
            {
                history[version.Id] = System.Text.Encoding.UTF8.GetString(version.Value!.Value.Span);
            }

            Assert.All(byKey, write => Assert.Equal(write.Value, history[write.Id]));
        }
    }
}
