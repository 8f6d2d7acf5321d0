using Aevrion.Core.Sync.Exchange;
using Aevrion.Simulation.Checks;
using Aevrion.Simulation.Kernel;
using Aevrion.Simulation.Network;
using Aevrion.Simulation.Regions;
using Aevrion.Simulation.Scenarios;

namespace Aevrion.Simulation.Running;

/// <summary>All of a run: time, network, regions, what happened and what was promised.</summary>
internal sealed class World
{
    /// <param name="scenario">What was drawn.</param>
    /// <param name="build">Which build of the product runs.</param>
    /// <param name="log">Takes a line a step; null for none.</param>
    public World(Scenario scenario, ProductBuild build, TextWriter? log)
    {
        Scenario = scenario;
        Build = build;
        Random = new SeededRandom(scenario.Seed ^ 0x5DEECE66D);
        Trace = new Trace(Time, log);
        Network = new WorldNetwork(Time, scenario, Random.Fork());
        Regions = [.. Enumerable.Range(0, scenario.Topology.Regions).Select(MakeRegion)];
        Watermarks = new WatermarkCheck(this);
        Traffic = new TrafficCheck(this);
        Pushes = new PushCheck(this);
    }

    public Scenario Scenario { get; }

    public ProductBuild Build { get; }

    public SeededRandom Random { get; }

    public VirtualTime Time { get; } = new();

    public Trace Trace { get; }

    public WorldNetwork Network { get; }

    public IReadOnlyList<SimulatedRegion> Regions { get; }

    public WriteHistory History { get; } = new();

    public WatermarkCheck Watermarks { get; }

    public TrafficCheck Traffic { get; }

    public PushCheck Pushes { get; }

    /// <summary>The first promise that was not kept; null when all were.</summary>
    public Violation? Violation { get; private set; }

    /// <summary>True until everything is healed.</summary>
    public bool IsTroubled { get; set; } = true;

    /// <summary>From this virtual time on everything is healed and every event lies in closed time everywhere.</summary>
    public long SettledMs { get; set; } = long.MaxValue;

    /// <summary>The regions that have to end up equal.</summary>
    public IEnumerable<SimulatedRegion> Honest => Regions.Where(region => Scenario.IsHonest(region.Index));

    /// <summary>True when all honest regions hold the same events.</summary>
    public bool IsConverged
    {
        get
        {
            var first = Honest.First().Ledger;
            return Honest.All(region => region.Ledger.Count == first.Count && region.Ledger.Sum == first.Sum);
        }
    }

    /// <summary>True when all honest regions list the same versions as lost to a concurrent write.</summary>
    public bool ListsSameLosers
    {
        get
        {
            var first = Honest.First().Ledger.Losers;
            return Honest.All(region => region.Ledger.Losers.SequenceEqual(first));
        }
    }

    /// <summary>A promise was not kept.</summary>
    public void Fail(string promise, string detail)
    {
        Violation ??= new Violation(promise, detail, Trace.Last);
        if (Trace.IsWritten)
            Trace.Line($"VIOLATION {promise}: {detail}");
    }

    /// <summary>Lets time pass, until a condition holds or something is violated.</summary>
    /// <returns>True when the condition held.</returns>
    public bool RunFor(long durationMs, Func<bool>? stop = null)
    {
        Time.RunUntil(Time.NowMs + durationMs, () => Violation is not null || stop?.Invoke() == true);
        return Violation is null && stop?.Invoke() == true;
    }

    /// <summary>Keeps an eye on something that runs by itself: whatever it throws is a bug.</summary>
    public void Watch(Task running)
    {
        if (!running.IsCompletedSuccessfully)
            _ = WatchAsync(running);
    }

    public void Step(StepKind kind, int region, long detail, Func<string> line)
    {
        Trace.Step(kind, region, detail);
        if (Trace.IsWritten)
            Trace.Line(line());
    }

    /// <summary>A region's process dies; another one starts some time later.</summary>
    public void Crash(SimulatedRegion region)
    {
        region.Kill();
        Time.After(Random.Spread(1, 20_000), () =>
        {
            if (IsTroubled || Scenario.IsHonest(region.Index))
                region.Start();
        });
    }

    /// <summary>A region has events that it did not have.</summary>
    public void OnCommitted(SimulatedRegion region) => Watermarks.OnCommitted(region);

    /// <summary>What holds when an exchange of two regions begins.</summary>
    public ExchangeStart StartOf(SimulatedRegion region, int peer)
    {
        var (here, there) = (region.Ledger, Regions[peer].Ledger);
        var areEqual = here.Count == there.Count && here.Sum == there.Sum && here.Losers.SequenceEqual(there.Losers);
        return new ExchangeStart(Time.NowMs, here.Count, here.Losers.Count, areEqual);
    }

    /// <summary>An exchange came to its end.</summary>
    public void OnExchange(SimulatedRegion region, int peer, ExchangeOutcome outcome, long bytes, ExchangeStart start)
    {
        Step(StepKind.Exchange, region.Index, peer, () => $"{region.Name} exchanged with {SimulatedRegion.NameOf(peer)}, {bytes} bytes: {outcome}");
        Traffic.OnExchange(region.Index, peer, outcome, bytes, start.AtMs >= SettledMs, start.Equals(StartOf(region, peer) with { AtMs = start.AtMs }) && start.WereEqual);
    }

    private async Task WatchAsync(Task running)
    {
        try
        {
            await running;
        }
        catch (Exception bug)
        {
            Fail("No machine fails", bug.ToString());
        }
    }

    private SimulatedRegion MakeRegion(int index)
    {
        var time = new RegionTime(Time, Scenario.EpochMs)
        {
            SkewMs = Random.Between(-Scenario.MaxSkewMs, Scenario.MaxSkewMs),
            DriftPpm = Random.Between(-200, 200),
        };
        return new SimulatedRegion(
            this, index, time, Build.CreateStore(Scenario.Shape), new StorageWeather(Time, Scenario.Faults, Random.Fork()));
    }
}
