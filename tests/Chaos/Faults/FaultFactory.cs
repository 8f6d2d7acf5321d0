using Aevrion.Chaos.Links;
using Aevrion.Chaos.Regions;

namespace Aevrion.Chaos.Faults;

/// <summary>Makes faults of plans.</summary>
/// <param name="regions">All regions.</param>
/// <param name="links">The links between them, one for each region that dials another.</param>
internal sealed class FaultFactory(IReadOnlyList<ChaosRegion> regions, IReadOnlyList<LinkProxy> links)
{
    public IFault Make(PlannedFault plan)
    {
        if (FaultLane.IsOfLink(plan.Kind))
            return MakeOfLink(plan);
        var region = regions.First(region => region.Name == plan.Region);
        return plan.Kind switch
        {
            FaultKind.SiloKilled => new LostSilo(region.Silo, isAsked: false),
            FaultKind.SiloRestarted => new LostSilo(region.Silo, isAsked: true),
            FaultKind.SiloPaused => new PausedSilo(region.Silo),
            FaultKind.ClockStepped => new SteppedClock(region.Clock, plan.Amount),
            FaultKind.PostgresKilled => new LostPostgres(region.Postgres, isAsked: false),
            FaultKind.PostgresRestarted => new LostPostgres(region.Postgres, isAsked: true),
            FaultKind.PostgresProcessKilled => new KilledPostgresProcess(region.Postgres, new Random(plan.Seed)),
            FaultKind.PostgresPaused => new PausedPostgres(region.Postgres),
            FaultKind.DiskFull => new FullDisk(region.Disk!, region.Postgres),
            FaultKind.ConnectionsTaken => new TakenConnections(region),
            FaultKind.TableLocked => new LockedTable(region),
            _ => throw new InvalidOperationException($"Nobody knows how to make {plan}."),
        };
    }

    private IFault MakeOfLink(PlannedFault plan)
    {
        var there = links.First(link => link.From == plan.Region && link.To == plan.Other);
        var back = links.First(link => link.From == plan.Other && link.To == plan.Region);
        var slow = new LinkCondition { DelayMs = (int)plan.Amount, JitterMs = (int)plan.Amount / 2 };
        var changing = new LinkCondition { CorruptsOneIn = (int)plan.Amount };
        return plan.Kind switch
        {
            FaultKind.LinkCut => new LinkFault([(there, new LinkCondition { IsCut = true }), (back, new LinkCondition { IsCut = true })]),
            FaultKind.LinkCutOneWay => new LinkFault([(there, new LinkCondition { IsCut = true })]),
            FaultKind.LinkHeldOneWay => new LinkFault([(there, new LinkCondition { HoldsForth = true }), (back, new LinkCondition { HoldsBack = true })]),
            FaultKind.LinkSlow => new LinkFault([(there, slow), (back, slow)]),
            FaultKind.LinkHalfOpen => new HalfOpenLink([there, back]),
            FaultKind.LinkCorrupts => new LinkFault([(there, changing), (back, changing)]),
            _ => throw new InvalidOperationException($"Nobody knows how to make {plan}."),
        };
    }
}
