using Aevrion.Simulation.Kernel;
using Aevrion.Simulation.Network;
using Aevrion.Simulation.Scenarios;

namespace Aevrion.Simulation.Running;

/// <summary>Breaks things as the scenario has it, and heals all of them.</summary>
internal sealed class FaultDriver(World world)
{
    private readonly SeededRandom _random = world.Random.Fork();
    private readonly Scenario _scenario = world.Scenario;

    /// <summary>Plans all faults of the run.</summary>
    public void Plan()
    {
        var faults = _scenario.Faults;
        Repeat(faults.Cuts, CutSome);
        Repeat(faults.Partitions, Partition);
        Repeat(faults.Slowdowns, () => Window(Ways(RandomRegion()), (way, on) => way.ExtraDelayMs = on ? _random.Between(100L, FaultPlan.MaxSlowdownMs) : 0, "slow"));
        Repeat(faults.BadTransports, BadTransport);
        Repeat(faults.Crashes, () => world.Crash(world.Regions[RandomRegion()]));
        Repeat(faults.ClockJumps, JumpClock);
        Repeat(faults.BadStorage, BadStorage);
        if (_scenario.Liar is { } liar)
            world.Network.Tamper = new Liar(liar, _random.Fork()).Tamper;
    }

    /// <summary>Mends everything; the liar leaves.</summary>
    public void Heal()
    {
        world.IsTroubled = false;
        world.Network.IsTroubled = false;
        world.Network.Tamper = null;
        world.Step(StepKind.Fault, 0, 100, () => "everything is healed");
        if (_scenario.Liar is { } liar)
            world.Regions[liar].Kill();
        foreach (var region in world.Regions)
        {
            (region.Weather.IsBad, region.Weather.IsTroubled) = (false, false);
            foreach (var way in Ways(region.Index))
            {
                way.IsBlocked = way.IsBad = false;
                way.IsRefusing = !_scenario.IsHonest(region.Index);
                way.ExtraDelayMs = 0;
            }
        }

        foreach (var region in world.Honest)
            region.Start();
    }

    private void Repeat(int times, Action happens)
    {
        for (var i = 0; i < times; i++)
        {
            world.Time.After(_random.Between(0, _scenario.TroubleMs), () =>
            {
                if (world.IsTroubled)
                    happens();
            });
        }
    }

    private void CutSome()
    {
        if (world.Network.Open is not { Count: > 0 } open)
            return;
        var connection = _random.Pick(open);
        world.Step(StepKind.Fault, connection.Dialler, connection.Listener, () => "a connection is cut");
        connection.Cut();
    }

    private void Partition()
    {
        var region = RandomRegion();
        var peer = _random.Pick([.. _scenario.Topology.PeersOf(region)]);
        List<Direction> ways = [world.Network.Way(region, peer)];
        if (_random.Chance(0.5))
            ways.Add(world.Network.Way(peer, region));
        if (_random.Chance(0.3))
            Window(ways, (way, on) => way.IsRefusing = on, "refusing");
        else
            Window(ways, (way, on) => way.IsBlocked = on, "partition");
    }

    private void BadTransport()
    {
        var region = RandomRegion();
        var peer = _random.Pick([.. _scenario.Topology.PeersOf(region)]);
        Window([world.Network.Way(region, peer), world.Network.Way(peer, region)], (way, on) => way.IsBad = on, "bad transport");
    }

    private void JumpClock()
    {
        var region = world.Regions[RandomRegion()];
        region.Time.SkewMs = _random.Between(-_scenario.MaxSkewMs, _scenario.MaxSkewMs);
        world.Step(StepKind.Fault, region.Index, region.Time.SkewMs, () => $"{region.Name}'s clock is set to {region.Time.NowMs}");
        if (_random.Chance(0.5))
            world.Crash(region);
    }

    private void BadStorage()
    {
        var region = world.Regions[RandomRegion()];
        region.Weather.IsBad = true;
        world.Step(StepKind.Fault, region.Index, 3, () => $"{region.Name}'s storage turns bad");
        world.Time.After(_random.Spread(10, 15_000), () => region.Weather.IsBad = false);
    }

    private void Window(List<Direction> ways, Action<Direction, bool> set, string what)
    {
        world.Step(StepKind.Fault, 0, ways.Count, () => what);
        foreach (var way in ways)
            set(way, true);
        world.Time.After(_random.Spread(10, _scenario.TroubleMs / 3), () =>
        {
            // What Heal has set stands.
            foreach (var way in world.IsTroubled ? ways : [])
                set(way, false);
        });
    }

    private List<Direction> Ways(int region) =>
        [.. world.Regions.SelectMany(other => new[] { world.Network.Way(region, other.Index), world.Network.Way(other.Index, region) })];

    private int RandomRegion() => _random.Below(world.Regions.Count);
}
