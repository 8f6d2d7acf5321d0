using Aevrion.Client;

namespace Aevrion.Silo.Tests.Cluster;

/// <summary>Answers that are read as they arrive, through the cluster.</summary>
public sealed class ClusterStreamTests(ClusterRegion region) : IClassFixture<ClusterRegion>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_verification_comes_through_and_one_that_is_given_up_ends()
    {
        var db = region.Connect();
        await db.PutAsync("a", "1", cancellationToken: Cancel);
        Assert.Equal("sound", (await db.VerifyToEndAsync(cancellationToken: Cancel)).State);

        await foreach (var update in db.VerifyAsync(cancellationToken: Cancel))
            break;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        while (await StateAsync(db) != "sound")
            await Task.Delay(50, limit.Token);
    }

    [Fact]
    public async Task Changes_are_watched_as_they_are_committed()
    {
        var db = region.Connect();
        var first = await db.PutAsync("watched/1", "one", cancellationToken: Cancel);
        var seen = new List<string>();
        await foreach (var change in db.WatchAsync("watched/", new WatchOptions { Since = first.Timestamp - 60_000 }, Cancel))
        {
            seen.Add(change.Id);
            if (seen.Count == 2)
                break;
            seen.Add((await db.PutAsync("watched/2", "two", cancellationToken: Cancel)).Id);
            Assert.Equal(first.Id, seen[0]);
            seen.RemoveAt(1);
        }

        Assert.Equal(2, seen.Distinct().Count());
    }

    [Fact]
    public async Task A_refusal_of_a_stream_is_the_problem_that_it_is()
    {
        var db = region.Connect();
        var error = await Assert.ThrowsAsync<AevrionNotFoundException>(() => db.SyncAsync("nobody", Cancel));
        Assert.Equal("urn:aevrion:problem:unknown-peer", error.Type);
    }

    private static async Task<string> StateAsync(IAevrionClient db)
    {
        try
        {
            return (await db.VerifyToEndAsync(cancellationToken: Cancel)).State;
        }
        catch (AevrionException refused) when (refused.Status == 409)
        {
            return "running";
        }
    }
}
