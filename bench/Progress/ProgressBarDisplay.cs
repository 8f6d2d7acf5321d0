using Spectre.Console;

namespace Aevrion.Bench.Progress;

/// <summary>A progress bar on the terminal, on standard error so that standard output has just the result.</summary>
internal sealed class ProgressBarDisplay(ProgressContext context, ProgressTask bar) : IProgressDisplay
{
    private static readonly TimeSpan RedrawPeriod = TimeSpan.FromMilliseconds(200);

    private long _drawnAt;

    /// <summary>Runs the body with a progress bar, or without one where there is no terminal.</summary>
    public static Task<T> RunAsync<T>(Func<IProgressDisplay, Task<T>> body)
    {
        if (Console.IsErrorRedirected)
            return body(new PlainDisplay(Console.Error));

        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        var progress = console.Progress().AutoRefresh(enabled: false).AutoClear(enabled: true).Columns(
            new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn());
        return progress.StartAsync(context => body(new ProgressBarDisplay(context, context.AddTask("Starting"))));
    }

    public void Begin(string description, long total)
    {
        bar.Description = Markup.Escape(description);
        bar.MaxValue = total;
        bar.Value = 0;
        Draw();
    }

    public void Show(long done)
    {
        bar.Value = done;
        if (TimeProvider.System.GetElapsedTime(_drawnAt) >= RedrawPeriod)
            Draw();
    }

    private void Draw()
    {
        context.Refresh();
        _drawnAt = TimeProvider.System.GetTimestamp();
    }
}
