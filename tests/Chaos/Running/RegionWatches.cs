using System.Text;
using Aevrion.Chaos.Regions;
using Aevrion.Chaos.Workload;
using Aevrion.Client;

namespace Aevrion.Chaos.Running;

/// <summary>The watches of a region, which go on for the whole run: one of the client library's, and one that leaves off and goes on.</summary>
internal sealed class RegionWatches : IAsyncDisposable
{
    private static readonly TimeSpan BeginLimit = TimeSpan.FromSeconds(60);

    private readonly ChaosRegion _region;
    private readonly AevrionClient _client;
    private readonly RestlessWatch _restless;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _following;

    public RegionWatches(ChaosRegion region, int seed)
    {
        _region = region;
        Tapes = [new WatchTape(region.Name, "the client's watch"), new WatchTape(region.Name, "the restless watch")];
        _client = RegionClients.CreatePatient(region.Place.Url);
        _restless = new RestlessWatch(region.Place.Url, Tapes[1], new Random(seed));
        _following = Task.WhenAll(new ClientWatch(_client, Tapes[0]).FollowAsync(_stop.Token), _restless.FollowAsync(_stop.Token));
    }

    public IReadOnlyList<WatchTape> Tapes { get; }

    /// <summary>Writes until each watch has told of a write: what comes after that they must not miss.</summary>
    public async Task BegunAsync(CancellationToken cancellationToken)
    {
        var number = 0;
        var hasBegun = await Eventually.HoldsAsync(
            async () =>
            {
                await _client.PutAsync($"{WatchTape.ProbePrefix}{_region.Name}/{number++}", Encoding.UTF8.GetBytes("probe"), cancellationToken: cancellationToken);
                return Tapes.All(tape => tape.HasBegun);
            },
            BeginLimit,
            cancellationToken);
        if (!hasBegun)
            throw new InvalidOperationException($"The watches of {_region.Name} have not begun within {BeginLimit.TotalSeconds} s.");
    }

    /// <summary>Waits until each watch has told so many changes; what they told otherwise is for a check to say.</summary>
    public Task CaughtUpAsync(int changes, TimeSpan limit, CancellationToken cancellationToken) =>
        Eventually.HoldsAsync(() => Task.FromResult(Tapes.All(tape => tape.Count >= changes)), limit, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _following;
        _restless.Dispose();
        await _client.DisposeAsync();
        _stop.Dispose();
    }
}
