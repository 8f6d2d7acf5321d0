using Aevrion.Core.Sync.Scheduling;
using Aevrion.Simulation.Checks;
using Aevrion.Simulation.Regions;
using Aevrion.Simulation.Scenarios;
using Aevrion.Simulation.Workload;

namespace Aevrion.Simulation.Running;

/// <summary>
/// One seed, from the first write to the last check: trouble, healing, convergence within its bounds, contents, a quiet time in which
/// pushes alone have to do.
/// </summary>
internal sealed class SimulationRun
{
    /// <summary>Exchanges of every link that convergence may take beyond the diameter, since everything was healed and closed.</summary>
    public const int SpareRounds = 3;

    private const long ReconnectMs = 10_000;

    private readonly World _world;
    private readonly FaultDriver _faults;
    private readonly ClientLoad _load;
    private readonly TreeCheck _trees;
    private readonly ContentCheck _contents;

    private SimulationRun(ulong seed, ProductBuild build, TextWriter? log)
    {
        _world = new World(ScenarioDraw.From(seed), build, log);
        _faults = new FaultDriver(_world);
        _load = new ClientLoad(_world);
        _trees = new TreeCheck(_world);
        _contents = new ContentCheck(_world);
    }

    private Scenario Scenario => _world.Scenario;

    /// <summary>Runs a seed.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="build">What the regions run.</param>
    /// <param name="log">Takes a line a step; null for none.</param>
    public static SeedResult Of(ulong seed, ProductBuild build, TextWriter? log = null)
    {
        var run = new SimulationRun(seed, build, log);
        log?.WriteLine($"seed {seed}: {run.Scenario}");
        try
        {
            run.Execute();
        }
        catch (Exception bug)
        {
            run._world.Fail("No machine fails", bug.ToString());
        }

        var world = run._world;
        return new SeedResult(
            seed, world.Violation, world.Trace.Steps, world.Trace.Hash, world.History.Acknowledged.Count, world.Traffic.Exchanges, world.Traffic.HighestShare);
    }

    private void Execute()
    {
        foreach (var region in _world.Regions)
            region.Start();
        _faults.Plan();
        _load.Plan();
        _world.RunFor(Scenario.TroubleMs / 2);
        CheckTrees();
        _world.RunFor(Scenario.TroubleMs - (Scenario.TroubleMs / 2));
        _faults.Heal();
        if (_world.Violation is null)
            Converge();
        if (_world.Violation is null)
            AgreeOnConflicts();
        if (_world.Violation is null)
            CheckContents();
        if (_world.Violation is null)
            AgreeOnWatermark();
        if (_world.Violation is null)
            PushQuietly();
        CheckTrees();
    }

    /// <summary>Regions are equal at the latest after the diameter and some exchanges of every link, all of them begun in closed time.</summary>
    private void Converge()
    {
        if (!_world.RunFor(MostUntilSettledMs(), IsSettled))
        {
            _world.Fail("Regions connect again", "not every link came up and pushed all it had after everything was healed");
            return;
        }

        _world.SettledMs = _world.Time.NowMs;
        var most = (Scenario.Topology.Diameter(Scenario.IsHonest) ?? 0) + SpareRounds;
        var converged = _world.RunFor(
            ScheduleLimits.MaxBackOffMs + ((most + 1) * Scenario.SyncPeriodMs),
            () => _world.IsConverged || _world.Traffic.Rounds > most);
        if (_world.Violation is null && !_world.IsConverged)
        {
            var counts = string.Join(", ", _world.Honest.Select(region => $"{region.Name} {region.Ledger.Count}"));
            _world.Fail("Regions converge", $"not equal after {_world.Traffic.Rounds} exchanges of every link (converged: {converged}): {counts}");
        }
    }

    /// <summary>Regions that hold the same events list the same conflicts at the latest after as many exchanges once more.</summary>
    private void AgreeOnConflicts()
    {
        var most = _world.Traffic.Rounds + (Scenario.Topology.Diameter(Scenario.IsHonest) ?? 0) + SpareRounds;
        var agreed = _world.RunFor(
            ScheduleLimits.MaxBackOffMs + ((most + 1) * Scenario.SyncPeriodMs),
            () => _world.ListsSameLosers || _world.Traffic.Rounds > most);
        if (_world.Violation is null && !_world.ListsSameLosers)
        {
            var counts = string.Join(", ", _world.Honest.Select(region => $"{region.Name} {region.Ledger.Losers.Count}"));
            _world.Fail("Regions list the same conflicts", $"not the same after {_world.Traffic.Rounds} exchanges of every link (agreed: {agreed}): {counts}");
        }
    }

    /// <summary>No slow call or frame is under way, every link is up, both ways, with nothing left to push, and no event lies in time that a region has yet to close.</summary>
    private bool IsSettled()
    {
        var latestMs = _world.Honest.Max(region => region.Ledger.LatestMs);
        var closedMs = latestMs + Scenario.SettleDelayMs + Scenario.Shape.GranularityMs;
        var isCalm = _world.Time.NowMs > Scenario.TroubleMs + Scenario.Faults.LongestAfterMs;
        return isCalm && _world.Honest.All(region => region.Time.NowMs > closedMs && region.Process!.Links.All(IsUp));
    }

    private bool IsUp(PeerLink link) => !Scenario.IsHonest(link.PeerIndex) || (link.Session is { IsConnected: true } && link.Outbox.Count == 0);

    /// <summary>
    /// How long it may take until then: clocks that are behind, connections whose end nobody noticed, tries to connect, and all that there is pushed
    /// frame by frame.
    /// </summary>
    private long MostUntilSettledMs()
    {
        var latestMs = _world.Regions.Max(region => Math.Max(region.Ledger.LatestMs, region.Time.NowMs));
        var waitMs = _world.Honest.Max(region => latestMs - region.Time.NowMs) + Scenario.Faults.LongestAfterMs;
        return Math.Max(0, waitMs) + Scenario.SettleDelayMs + (2 * Scenario.Shape.GranularityMs) + (2 * Scenario.Sessions.LongestMs) + ReconnectMs
            + (_world.Honest.Max(region => region.Ledger.Count) / Scenario.FrameEvents * 2 * (Scenario.Faults.LatencyMs + Scenario.Faults.JitterMs));
    }

    private void CheckTrees()
    {
        foreach (var region in _world.Violation is null ? _world.Regions : [])
            _world.Watch(_trees.RunAsync(region));
    }

    private void CheckContents() => _world.Watch(_contents.RunAsync());

    /// <summary>Once nothing changes any more every region proves that all of them hold everything.</summary>
    private void AgreeOnWatermark()
    {
        if (Scenario.Liar is not null)
            return;
        var latestMs = _world.Regions.Max(region => region.Ledger.LatestMs);
        bool Agreed() => _world.Regions.All(region => _world.Watermarks.Of(region.Index) > latestMs);
        if (!_world.RunFor(10 * Scenario.SyncPeriodMs, Agreed) && _world.Violation is null)
        {
            var claims = string.Join(", ", _world.Regions.Select(region => $"{region.Name} {_world.Watermarks.Of(region.Index)?.ToString() ?? "nothing"}"));
            _world.Fail("The watermark follows convergence", $"the last event is dated {latestMs}; claimed are {claims}");
        }
    }

    private long Overflows() => _world.Honest.Sum(region => region.Process!.Links.Sum(link => link.Outbox.Overflows));

    /// <summary>With everything well, a write reaches every region by pushes, without an exchange.</summary>
    private void PushQuietly()
    {
        foreach (var region in _world.Honest)
            _load.Write(region.Index);
        var exchanged = _world.Traffic.Exchanges;
        var dropped = Overflows();
        var hops = Scenario.Topology.Diameter(Scenario.IsHonest) ?? 0;
        var hopMs = Scenario.Faults.LatencyMs + Scenario.Faults.JitterMs + 50;
        _world.RunFor((hops + 1) * hopMs * 2);
        if (_world.Violation is null && !_world.IsConverged && _world.Traffic.Exchanges == exchanged && Overflows() == dropped
            && Scenario.NothingIsHeldBack)
            _world.Fail("Pushes reach every region", "a write in calm weather did not arrive by pushes alone");
    }
}
