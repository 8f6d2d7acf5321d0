using Aevrion.Core.Sync.Protocol;
using Aevrion.Core.Tree;
using Aevrion.Simulation.Kernel;

namespace Aevrion.Simulation.Scenarios;

/// <summary>Draws a scenario from a seed. Each kind of fault is left out of many seeds, so that each is also seen without the others.</summary>
internal static class ScenarioDraw
{
    private const long ModernEpochMs = 1_790_000_000_000;

    private static readonly long[] Granularities = [10, 50, 100, 250, 1_000, 5_000, 60_000];

    private static readonly int[] RegionCounts = [2, 2, 2, 3, 3, 3, 3, 4, 4, 5, 6];

    private static readonly int[] BranchingFactors = [2, 3, 4, 8, 16, 32];

    private static readonly int[] Outboxes = [1, 3, 10, 50, 100_000, 100_000];

    public static Scenario From(ulong seed)
    {
        var random = new SeededRandom(seed);
        var topology = Topology.Draw((TopologyKind)random.Below(5), random.Pick(RegionCounts), random);
        var shape = new TreeShape(random.Pick(Granularities), random.Pick(BranchingFactors));
        var periodMs = random.Spread(4_000, 60_000);
        var troubleMs = random.Between(2, 6) * periodMs;
        var driftMs = random.Pick<long>([1_000, 5_000, 60_000]);
        return new Scenario
        {
            Seed = seed,
            Topology = topology,
            Shape = shape,
            EpochMs = random.Chance(0.3) ? random.Spread(200_000, 10_000_000) : ModernEpochMs + random.Below(1_000_000),
            SettleDelayMs = random.Pick<long>([0, 0, 100, 2_000, 5_000]),
            SyncPeriodMs = periodMs,
            MaxClockDriftMs = driftMs,
            MaxSkewMs = random.Pick([0, 100, driftMs / 3, driftMs / 2, driftMs * 2]),
            OutboxEvents = random.Pick(Outboxes),
            OutboxBytes = random.Chance(0.2) ? random.Spread(200, 20_000) : 64 * 1024 * 1024,
            LeafCacheBytes = random.Pick<long>([0, 1_000, 64 * 1024 * 1024]),
            Sessions = new SessionPlan
            {
                HandshakeTimeoutMs = random.Spread(3_000, 10_000),
                AnswerTimeoutMs = random.Spread(5_000, 20_000),
                MaxFramesInFlight = random.Pick([1, 2, 8]),
            },
            Workload = DrawWorkload(random, troubleMs),
            Faults = DrawFaults(random),
            Liar = DrawLiar(random, topology),
            TroubleMs = troubleMs,
            FrameEvents = random.Chance(0.5) ? random.Between(1, 6) : ProtocolLimits.MaxEventsPerFrame,
            Twins = random.Chance(0.5) ? random.Between(1, 20) : 0,
            OutboxStamps = random.Pick([0, 0, 3, 50, 1_000_000]),
        };
    }

    private static WorkloadPlan DrawWorkload(SeededRandom random, long troubleMs) => new()
    {
        Writes = (int)random.Spread(5, 150),
        Keys = (int)random.Spread(1, 60),
        HotShare = random.Chance(0.3) ? random.Unit() : 0,
        Burst = random.Chance(0.3) ? random.Between(2, 30) : 1,
        MaxValueBytes = (int)random.Spread(8, random.Chance(0.05) ? 20_000 : 300),
        DeletionShare = random.Chance(0.5) ? random.Unit() * 0.4 : 0,
        ImportShare = random.Chance(0.4) ? random.Unit() * 0.3 : 0,
        ImportDepthMs = random.Spread(1_000, 2 * troubleMs),
        TieShare = random.Chance(0.5) ? 0.5 : 0.1,
        Batches = random.Chance(0.5) ? random.Between(1, 10) : 0,
    };

    private static FaultPlan DrawFaults(SeededRandom random)
    {
        var calm = random.Chance(0.1);
        int Some(double chance, int most) => !calm && random.Chance(chance) ? random.Between(1, most) : 0;
        double Rate(double chance, double most) => !calm && random.Chance(chance) ? random.Unit() * most : 0;
        return new FaultPlan
        {
            LatencyMs = random.Spread(1, 250),
            JitterMs = random.Pick<long>([0, 5, 50, 300]),
            Loss = Rate(0.5, 0.2),
            Duplication = Rate(0.4, 0.2),
            Reordering = Rate(0.4, 0.2),
            CutAtFrame = Rate(0.3, 0.02),
            Cuts = Some(0.5, 8),
            Partitions = Some(0.4, 5),
            Slowdowns = Some(0.2, 3),
            BadTransports = Some(0.4, 4),
            Crashes = Some(0.5, 5),
            CrashAtEffect = Rate(0.3, 0.004),
            ClockJumps = Some(0.5, 6),
            BadStorage = Some(0.4, 4),
            StorageRefusal = Rate(0.7, 0.4),
            StorageLostAnswer = Rate(0.7, 0.4),
            StorageDelay = Rate(0.6, 0.4),
            StorageDelayMs = random.Spread(1, 3_000),
        };
    }

    private static int? DrawLiar(SeededRandom random, Topology topology)
    {
        if (topology.Regions < 3 || !random.Chance(0.12))
            return null;
        var liar = random.Below(topology.Regions);
        return topology.Diameter(region => region != liar) is null ? null : liar;
    }
}
