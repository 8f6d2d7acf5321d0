using Aevrion.Cli.Output;
using Spectre.Console;

namespace Aevrion.Cli.Import;

/// <summary>A progress bar on the terminal, on standard error so that standard output has just the result.</summary>
internal sealed class ProgressBarDisplay : IImportDisplay
{
    private readonly BadLineLog _badLines = new();
    private readonly IAnsiConsole _console;
    private readonly ProgressTask _bar;
    private readonly ImportFile _file;
    private readonly long _startedAt = TimeProvider.System.GetTimestamp();
    private long? _linesBefore;

    private ProgressBarDisplay(IAnsiConsole console, ProgressTask bar, ImportFile file)
    {
        _console = console;
        _bar = bar;
        _file = file;
    }

    /// <summary>Runs the body with a progress bar, or without one where there is no terminal.</summary>
    public static async Task<T> RunAsync<T>(ImportFile file, Func<IImportDisplay, Task<T>> body)
    {
        if (Console.IsErrorRedirected)
            return await body(new PlainDisplay());

        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        var progress = console.Progress().AutoClear(enabled: true).Columns(
            new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn());
        return await progress.StartAsync(context =>
        {
            var bar = context.AddTask(Markup.Escape(PlainText.OneLine(file.Name)), maxValue: Math.Max(1, file.Length ?? 1));
            bar.IsIndeterminate = file.Length is null;
            return body(new ProgressBarDisplay(console, bar, file));
        });
    }

    public void Show(ImportMark mark)
    {
        _linesBefore ??= mark.Totals.Lines;
        var seconds = Math.Max(0.001, TimeProvider.System.GetElapsedTime(_startedAt).TotalSeconds);
        var rate = (mark.Totals.Lines - _linesBefore.Value) / seconds;
        _bar.Description = Markup.Escape($"{PlainText.OneLine(_file.Name)}: {mark.Totals.Lines:N0} lines, {rate:N0} lines/s");
        if (_file.Length is not null)
            _bar.Value = _file.Position;
    }

    public void BadLine(string message)
    {
        if (_badLines.Next(message) is { } text)
            _console.WriteLine("aevrion: " + PlainText.OneLine(text));
    }
}
