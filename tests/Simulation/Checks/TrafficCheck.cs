using Aevrion.Core.Sync.Exchange;
using Aevrion.Core.Sync.Scheduling;
using Aevrion.Simulation.Regions;
using Aevrion.Simulation.Running;

namespace Aevrion.Simulation.Checks;

/// <summary>What exchanges cost, and how many it takes. Judged once everything is healed: before, the regions change under an exchange.</summary>
internal sealed class TrafficCheck(World world)
{
    /// <summary>Most bytes of an exchange between equal regions, framing included.</summary>
    public const long EqualBytes = 128;

    private readonly Dictionary<(int, int), int> _rounds = [];

    /// <summary>Exchanges that came to their end, over the whole run.</summary>
    public long Exchanges { get; private set; }

    /// <summary>Exchanges begun, by their <see cref="ExchangeOccasion"/>.</summary>
    public long[] Begun { get; } = new long[Enum.GetValues<ExchangeOccasion>().Length];

    /// <summary>The largest share of its bound that an exchange took.</summary>
    public double HighestShare { get; private set; }

    /// <summary>The fewest exchanges of a link that began since the last write was closed everywhere.</summary>
    public int Rounds => Links().Min(link => _rounds.GetValueOrDefault(link));

    /// <summary>An exchange begins.</summary>
    public void OnBegun(ExchangeOccasion occasion) => Begun[(int)occasion]++;

    /// <summary>An exchange came to its end.</summary>
    /// <param name="region">The dialler.</param>
    /// <param name="peer">The listener.</param>
    /// <param name="outcome">How.</param>
    /// <param name="bytes">Of all its frames, framing included.</param>
    /// <param name="isSettled">It began after everything was healed and closed.</param>
    /// <param name="wereEqual">The two regions held the same when it began, and do still.</param>
    public void OnExchange(int region, int peer, ExchangeOutcome outcome, long bytes, bool isSettled, bool wereEqual)
    {
        Exchanges++;
        if (!isSettled)
            return;
        var link = (Math.Min(region, peer), Math.Max(region, peer));
        _rounds[link] = _rounds.GetValueOrDefault(link) + 1;
        var most = wereEqual ? EqualBytes : Bound(outcome);
        HighestShare = Math.Max(HighestShare, (double)bytes / most);
        if (wereEqual && outcome is not { Equal: true, RoundTrips: 1 })
            world.Fail("Equal regions agree at the first question", outcome.ToString());
        if (bytes > most)
            world.Fail("An exchange costs no more than its bound", $"{SimulatedRegion.NameOf(region)} to {SimulatedRegion.NameOf(peer)}: {bytes} bytes instead of {most}: {outcome}");
    }

    private long Bound(ExchangeOutcome outcome)
    {
        var shape = world.Scenario.Shape;
        var moved = outcome.EventsReceived + outcome.EventsSent;
        var perEvent = world.Scenario.Workload.MaxValueBytes + 256L;
        var perLevel = 12L * shape.BranchingFactor;
        return 4_096 + (perLevel * (shape.HighestLevel + 1)) + (200 * outcome.DifferingLeaves) + (perEvent * moved);
    }

    private IEnumerable<(int, int)> Links() =>
        from region in world.Honest
        from peer in world.Scenario.Topology.PeersOf(region.Index)
        where region.Index < peer && world.Scenario.IsHonest(peer)
        select (region.Index, peer);
}
