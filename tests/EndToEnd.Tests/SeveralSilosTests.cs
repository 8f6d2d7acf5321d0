#if ENGINE_ORLEANS
using Aevrion.Client;

namespace Aevrion.EndToEnd.Tests;

/// <summary>Two silos a region, each a process; only Microsoft Orleans runs them.</summary>
public sealed class SeveralSilosTests
{
    private const int Silos = 2;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task When_a_silo_is_killed_the_other_carries_on_and_takes_over_the_exchanges()
    {
        await using var regions = new Deployment(Silos);
        await regions.UpAsync();
        await using var load = new WriteLoad(regions.UrlOf(0, silo: 0), regions.UrlOf(0, silo: 1));
        load.Start();
        await Eventually.HoldsAsync(() => Task.FromResult(load.Acknowledged.Count > 200), "the load runs");

        await regions.KillAsync("eu", silo: 0);
        var before = load.Acknowledged.Count;
        await Eventually.HoldsAsync(() => Task.FromResult(load.Acknowledged.Count > before + 200), "the load goes on by the silo that is left");
        await load.StopAsync();

        // The exchanges with the peer are run by the silo that is left, and pushes find their way to it.
        await using var eu = new AevrionClient(regions.UrlOf(0, silo: 1));
        await using var us = new AevrionClient(regions.UrlOf(1, silo: 1));
        await Eventually.HoldsAsync(async () => await IsEqualAsync(eu), "an exchange ends equal");
        await us.PutAsync("after", "the kill", cancellationToken: Cancellation);
        await Eventually.HoldsAsync(async () => await eu.GetAsync<string>("after", cancellationToken: Cancellation) == "the kill", "a write of us reaches eu");

        var lost = new List<AcknowledgedWrite>();
        foreach (var write in load.Acknowledged.GroupBy(write => write.Key).Select(versions => versions.Last()))
        {
            if (await eu.GetEntryAsync(write.Key, cancellationToken: Cancellation) is null)
                lost.Add(write);
        }

        Assert.Empty(lost);
        await regions.UpAsync();
        await regions.EqualDigestsAsync();
    }

    private static async Task<bool> IsEqualAsync(AevrionClient region)
    {
        try
        {
            return (await region.SyncAsync("us", Cancellation)).Equal;
        }
        catch (AevrionException)
        {
            // The grain that runs exchanges may be on its way from the silo that was killed.
            return false;
        }
    }
}
#endif
