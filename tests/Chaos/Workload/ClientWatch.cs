using Aevrion.Client;

namespace Aevrion.Chaos.Workload;

/// <summary>One call of the client's watch for the whole run: it goes on by itself whenever a connection ends.</summary>
/// <param name="client">The client.</param>
/// <param name="tape">Takes what is told.</param>
internal sealed class ClientWatch(IAevrionClient client, WatchTape tape)
{
    private static readonly WatchOptions Options = new() { IdleTimeout = TimeSpan.FromSeconds(8) };

    public async Task FollowAsync(CancellationToken stop)
    {
        try
        {
            await foreach (var change in client.WatchAsync("", Options, stop))
                tape.Add(new WatchedChange(change.Key, change.Id, change.Timestamp));
            tape.Fail("it came to an end");
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The run is over.
        }
        catch (AevrionException failure)
        {
            tape.Fail(failure.Message);
        }
    }
}
