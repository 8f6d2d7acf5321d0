using Aevrion.Chaos.Faults;
using Aevrion.Chaos.Regions;
using Aevrion.Chaos.Running;
using Aevrion.Chaos.Workload;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Aevrion.Chaos.Terminal;

/// <summary>Shows on a terminal how the regions are, what goes wrong just now, and what happened last.</summary>
internal static class LivePicture
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(200);

    public static Task ShowAsync(RunPlan plan, RunState state, RunLog log, Task running) =>
        AnsiConsole.Live(Draw(plan, state, log)).AutoClear(true).StartAsync(async context =>
        {
            while (!running.IsCompleted)
            {
                context.UpdateTarget(Draw(plan, state, log));
                await Task.WhenAny(running, Task.Delay(Period));
            }
        });

    private static Rows Draw(RunPlan plan, RunState state, RunLog log) => new(
        new Markup($"[bold]chaos[/] seed {plan.Seed}  {log.Elapsed:hh\\:mm\\:ss}  {Markup.Escape(state.Phase)}  {Verdict(state.Totals)}"),
        Regions(state),
        new Text(string.Join(Environment.NewLine, log.Latest)));

    private static string Verdict(RunTotals totals) =>
        totals.Violations == 0 ? $"[green]{totals.Rounds} rounds without a violation[/]" : $"[red]{totals.Violations} violations[/]";

    private static Table Regions(RunState state)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumns("region", "silo", "PostgreSQL", "clock", "acknowledged", "what is wrong");
        var standing = state.Faults?.Standing.ToList() ?? [];
        foreach (var region in state.Regions)
            table.AddRow(Row(region, state.History, standing.Where(fault => fault.Region == region.Name)));
        return table;
    }

    private static IRenderable[] Row(ChaosRegion region, RoundHistory? history, IEnumerable<PlannedFault> standing) =>
    [
        new Text(region.Name),
        Lamp(region.Silo.IsRunning),
        Lamp(region.Postgres.IsRunning),
        new Text($"{region.Clock.Milliseconds:+0;-0;0} ms"),
        new Text($"{history?.AcknowledgedBy(region.Name).Count ?? 0:N0}"),
        new Text(string.Join(", ", standing.Select(fault => fault.Other is null ? $"{fault.Kind}" : $"{fault.Kind} {fault.Other}"))),
    ];

    private static Markup Lamp(bool isLit) => new(isLit ? "[green]●[/]" : "[red]○[/]");
}
