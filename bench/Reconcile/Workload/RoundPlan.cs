using System.Collections;

namespace Aevrion.Bench.Reconcile.Workload;

/// <summary>
/// The rounds that one pair of regions goes through. Events are never deleted, so a difference is not made by taking away: the events
/// of all rounds are withheld when the pair is filled, and each round adds its own on one side before its exchange, which then brings
/// them to the other.
/// </summary>
internal sealed class RoundPlan
{
    /// <summary>A pair lacks at most one in this many of its events at first, unless a single round needs more.</summary>
    private const int WithheldShare = 8;

    private readonly BitArray _withheld;

    private RoundPlan(int events, IReadOnlyList<DifferenceCase> cases, SplitMix random)
    {
        _withheld = new BitArray(events);
        var rounds = new PlannedRound[cases.Count];

        // Windows first: random places are easy to find around them.
        foreach (var (place, wanted) in cases.Index().OrderByDescending(pair => pair.Item.Pattern == DifferencePattern.Window))
            rounds[place] = wanted.Pattern == DifferencePattern.Window ? Window(wanted, ref random) : Scattered(wanted, ref random);
        Rounds = rounds;
    }

    /// <summary>In the order in which they are measured.</summary>
    public IReadOnlyList<PlannedRound> Rounds { get; }

    /// <summary>Events that a new pair lacks.</summary>
    public int Withheld => Rounds.Sum(round => round.OnDialler.Count + round.OnListener.Count);

    /// <summary>True for an event that some round adds.</summary>
    public bool IsWithheld(int index) => _withheld[index];

    /// <summary>Shares rounds out among as few pairs as keep the number of events about right.</summary>
    /// <param name="events">Events of the history; more than any one case needs.</param>
    /// <param name="cases">What to measure, one a round.</param>
    /// <param name="seed">Another seed, other places.</param>
    public static IReadOnlyList<RoundPlan> Divide(int events, IReadOnlyList<DifferenceCase> cases, ulong seed)
    {
        var plans = new List<RoundPlan>();
        var gathered = new List<DifferenceCase>();
        var random = new SplitMix(seed);
        foreach (var wanted in cases)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThan(wanted.Count, events / 2, nameof(cases));
            if (gathered.Count > 0 && gathered.Sum(other => other.Count) + wanted.Count > events / WithheldShare)
            {
                plans.Add(new RoundPlan(events, gathered, new SplitMix(random.Next())));
                gathered.Clear();
            }

            gathered.Add(wanted);
        }

        if (gathered.Count > 0)
            plans.Add(new RoundPlan(events, gathered, new SplitMix(random.Next())));
        return plans;
    }

    private PlannedRound Window(DifferenceCase wanted, ref SplitMix random)
    {
        int first;
        do
        {
            first = (int)random.Below((ulong)(_withheld.Count - wanted.Count + 1));
        }
        while (Enumerable.Range(first, wanted.Count).Any(IsWithheld));

        int[] run = [.. Enumerable.Range(first, wanted.Count)];
        foreach (var index in run)
            _withheld[index] = true;
        return random.Below(2) == 0 ? new PlannedRound(wanted, run, []) : new PlannedRound(wanted, [], run);
    }

    private PlannedRound Scattered(DifferenceCase wanted, ref SplitMix random)
    {
        var sides = new[] { new List<int>(), new List<int>() };
        for (var found = 0; found < wanted.Count;)
        {
            var index = (int)random.Below((ulong)_withheld.Count);
            if (_withheld[index])
                continue;
            _withheld[index] = true;
            sides[random.Below(2)].Add(index);
            found++;
        }

        foreach (var side in sides)
            side.Sort();
        return new PlannedRound(wanted, sides[0], sides[1]);
    }
}
