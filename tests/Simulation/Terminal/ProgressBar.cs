using Aevrion.Simulation.Running;
using Spectre.Console;

namespace Aevrion.Simulation.Terminal;

/// <summary>Shows on a terminal how far a run is.</summary>
internal static class ProgressBar
{
    /// <summary>Runs something that tells of every seed that ended.</summary>
    public static SeedResult? Show(int seeds, RunTotals totals, Func<Action<SeedResult>, SeedResult?> run) => AnsiConsole.Progress()
        .AutoClear(true)
        .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
        .Start(context =>
        {
            var task = context.AddTask("simulating", maxValue: seeds);
            return run(result =>
            {
                task.Description = $"{totals.Seeds:N0} seeds, {totals.Steps:N0} steps";
                task.Increment(1);
            });
        });
}
