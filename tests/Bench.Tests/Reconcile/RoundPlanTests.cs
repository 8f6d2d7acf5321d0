using Aevrion.Bench.Reconcile.Workload;

namespace Aevrion.Bench.Tests.Reconcile;

public sealed class RoundPlanTests
{
    private const int Events = 1_000;

    [Fact]
    public void No_event_is_withheld_for_two_rounds()
    {
        var plan = Assert.Single(RoundPlan.Divide(Events, [Random(30), Window(40), Random(30)], seed: 3));
        var withheld = plan.Rounds.SelectMany(round => round.OnDialler.Concat(round.OnListener)).Order().ToList();
        Assert.Equal(Enumerable.Range(0, Events).Where(plan.IsWithheld), withheld);
        Assert.Equal(100, plan.Withheld);
    }

    [Fact]
    public void Random_differences_are_on_both_sides_and_those_in_a_window_are_one_run_on_one_side()
    {
        var rounds = Assert.Single(RoundPlan.Divide(Events, [Random(50), Window(50)], seed: 4)).Rounds;
        Assert.Equal(50, rounds[0].OnDialler.Count + rounds[0].OnListener.Count);
        Assert.NotEmpty(rounds[0].OnDialler);
        Assert.NotEmpty(rounds[0].OnListener);
        var run = rounds[1].OnDialler.Concat(rounds[1].OnListener).ToList();
        Assert.True(rounds[1].OnDialler.Count == 0 || rounds[1].OnListener.Count == 0);
        Assert.Equal(Enumerable.Range(run[0], 50), run);
    }

    [Fact]
    public void A_pair_lacks_no_more_than_an_eighth_of_the_events_unless_one_round_needs_more()
    {
        var plans = RoundPlan.Divide(Events, [.. Enumerable.Repeat(Random(60), 5), Window(300)], seed: 5);
        Assert.Equal([120, 120, 60, 300], plans.Select(plan => plan.Withheld));
    }

    [Fact]
    public void The_same_seed_gives_the_same_plan()
    {
        var first = RoundPlan.Divide(Events, [Random(20)], seed: 6)[0].Rounds[0];
        var second = RoundPlan.Divide(Events, [Random(20)], seed: 6)[0].Rounds[0];
        Assert.Equal(first.OnDialler, second.OnDialler);
        Assert.Equal(first.OnListener, second.OnListener);
    }

    private static DifferenceCase Random(int count) => new(DifferencePattern.Random, count);

    private static DifferenceCase Window(int count) => new(DifferencePattern.Window, count);
}
