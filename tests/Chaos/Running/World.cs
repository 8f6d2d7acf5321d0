using Aevrion.Chaos.Links;
using Aevrion.Chaos.Regions;

namespace Aevrion.Chaos.Running;

/// <summary>All processes and proxies of a run. Nothing of it is left when it is disposed, in whatever state it was.</summary>
internal sealed class World : IAsyncDisposable
{
    private const int PortsARegion = 4;
    private const int LinkSeeds = 2_000;
    private const int WatchSeeds = 3_000;

    private readonly CancellationTokenSource _stop = new();
    private readonly List<RegionWatches> _watches = [];
    private readonly Task _supervising;

    private World(RunPlan plan, RunLog log)
    {
        Log = log;
        var ports = FreePorts.Take(plan.Regions.Count * PortsARegion);
        var places = plan.Regions.Select(name => new RegionPlace(name, ports.Dequeue(), ports.Dequeue(), ports.Dequeue(), ports.Dequeue())).ToList();
        Links =
        [
            .. from here in places
               from there in places
               where here != there
               select new LinkProxy(here.Name, there.Name, there.Port, plan.SeedOf(0, LinkSeeds + (places.IndexOf(here) * RunPlan.MaxRegions) + places.IndexOf(there))),
        ];
        Regions = places.ConvertAll(place => new ChaosRegion(
            place, plan.Setup, Links.Where(link => link.From == place.Name).ToDictionary(link => link.To, link => link.Url)));
        Supervisor = new Supervisor(Regions, log);
        Convergence = new Convergence(Regions);
        _supervising = Supervisor.WatchAsync(_stop.Token);
    }

    public RunLog Log { get; }

    public IReadOnlyList<ChaosRegion> Regions { get; }

    public IReadOnlyList<LinkProxy> Links { get; }

    public IReadOnlyList<RegionWatches> Watches => _watches;

    public Supervisor Supervisor { get; }

    public Convergence Convergence { get; }

    /// <summary>Starts everything and waits until the regions are ready and their watches have begun.</summary>
    public static async Task<World> StartAsync(RunPlan plan, RunState state, RunLog log, CancellationToken cancellationToken)
    {
        var world = new World(plan, log);
        try
        {
            state.Regions = world.Regions;
            foreach (var region in world.Regions)
                await region.StartAsync(region.Name == plan.RegionWithDisk ? plan.DiskSizeMegabytes : null, cancellationToken);
            if (await world.Convergence.ReadyAsync(cancellationToken) is { } failure)
                throw new InvalidOperationException($"{failure}; see the logs in {plan.Setup.Folder}.");
            foreach (var (place, region) in world.Regions.Index())
            {
                var watches = new RegionWatches(region, plan.SeedOf(0, WatchSeeds + place));
                world._watches.Add(watches);
                await watches.BegunAsync(cancellationToken);
            }

            return world;
        }
        catch
        {
            await world.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        try
        {
            await _supervising;
            foreach (var watches in _watches)
                await watches.DisposeAsync();
            await Convergence.DisposeAsync();
        }
        finally
        {
            foreach (var region in Regions)
                await region.DisposeAsync();
            foreach (var link in Links)
                await link.DisposeAsync();
            _stop.Dispose();
        }
    }
}
