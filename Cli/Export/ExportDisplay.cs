using Spectre.Console;

namespace Aevrion.Cli.Export;

/// <summary>A progress bar on the terminal, on standard error since the lines may go to standard output; nothing where there is no terminal.</summary>
internal sealed class ExportDisplay
{
    private readonly ProgressTask _bar;
    private readonly long _startedAt = TimeProvider.System.GetTimestamp();
    private long? _linesBefore;

    private ExportDisplay(ProgressTask bar) => _bar = bar;

    /// <summary>Runs the body, which tells how many lines it has written.</summary>
    /// <param name="mostLines">Answers how many lines there may be, for the estimate; null when that is not known. Asked only for a terminal.</param>
    public static async Task<T> RunAsync<T>(Func<Task<long?>> mostLines, Func<Action<long>, Task<T>> body)
    {
        if (Console.IsErrorRedirected)
            return await body(_ => { });

        var most = await mostLines();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        var progress = console.Progress().AutoClear(enabled: true).Columns(
            new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn());
        return await progress.StartAsync(context =>
        {
            var bar = context.AddTask("export", maxValue: Math.Max(1, most ?? 1));
            bar.IsIndeterminate = most is null;
            return body(new ExportDisplay(bar).Show);
        });
    }

    private void Show(long lines)
    {
        _linesBefore ??= lines;
        var seconds = Math.Max(0.001, TimeProvider.System.GetElapsedTime(_startedAt).TotalSeconds);
        _bar.Description = $"export: {lines:N0} lines, {(lines - _linesBefore.Value) / seconds:N0} lines/s";
        if (!_bar.IsIndeterminate)
            _bar.Value = lines;
    }
}
