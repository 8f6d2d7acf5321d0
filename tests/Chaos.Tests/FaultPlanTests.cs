using Aevrion.Chaos.Faults;

namespace Aevrion.Chaos.Tests;

public sealed class FaultPlanTests
{
    private static readonly string[] Regions = ["eu", "us", "ap"];

    [Fact]
    public void The_same_seed_draws_the_same_faults_and_another_seed_others()
    {
        foreach (var lane in FaultLane.All)
        {
            Assert.Equal(Draw(lane, 7), Draw(lane, 7));
            Assert.NotEqual(Draw(lane, 7), Draw(lane, 8));
        }
    }

    [Fact]
    public void Every_kind_of_fault_comes_before_one_of_its_lane_comes_again()
    {
        Assert.Equal(Enum.GetValues<FaultKind>().Order(), FaultLane.All.SelectMany(lane => lane.Kinds).Distinct().Order());
        foreach (var lane in FaultLane.All)
            Assert.Equal(lane.Kinds.Order(), FaultPlan.Draw(lane, Regions, "us", seed: 7).Take(lane.Kinds.Count).Select(plan => plan.Kind).Order());
    }

    [Fact]
    public void A_disk_is_filled_only_where_there_is_one_to_fill()
    {
        var databases = FaultLane.All.Single(lane => lane.Kinds.Contains(FaultKind.DiskFull));
        Assert.DoesNotContain(FaultPlan.Draw(databases, Regions, regionWithDisk: null, seed: 7).Take(100), plan => plan.Kind == FaultKind.DiskFull);
        Assert.All(
            FaultPlan.Draw(databases, Regions, "us", seed: 7).Take(100).Where(plan => plan.Kind == FaultKind.DiskFull),
            plan => Assert.Equal("us", plan.Region));
    }

    private static List<PlannedFault> Draw(FaultLane lane, int seed) => [.. FaultPlan.Draw(lane, Regions, "us", seed).Take(50)];
}
