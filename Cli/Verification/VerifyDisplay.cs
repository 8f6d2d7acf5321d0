using Aevrion.Client;
using Spectre.Console;

namespace Aevrion.Cli.Verification;

/// <summary>A progress bar on the terminal, on standard error so that standard output has just the result; nothing where there is no terminal.</summary>
internal sealed class VerifyDisplay
{
    private readonly ProgressTask _bar;
    private string _phase = "";
    private long _phaseStartedAt;

    private VerifyDisplay(ProgressTask bar) => _bar = bar;

    /// <summary>Runs the body, which tells how far it is.</summary>
    public static async Task<T> RunAsync<T>(Func<Action<VerifyProgress>, Task<T>> body)
    {
        if (Console.IsErrorRedirected)
            return await body(_ => { });

        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        var progress = console.Progress().AutoClear(enabled: true).Columns(
            new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn());
        return await progress.StartAsync(context => body(new VerifyDisplay(context.AddTask("verify")).Show));
    }

    private void Show(VerifyProgress progress)
    {
        if (progress.Phase != _phase)
            (_phase, _phaseStartedAt) = (progress.Phase, TimeProvider.System.GetTimestamp());
        var seconds = Math.Max(0.001, TimeProvider.System.GetElapsedTime(_phaseStartedAt).TotalSeconds);
        _bar.Description = Markup.Escape(progress.Phase switch
        {
            "events" => $"recomputing: {progress.Done:N0} events, {progress.Done / seconds:N0}/s",
            "keys" => $"looking up keys: {progress.Done:N0} events, {progress.Done / seconds:N0}/s",
            "mending-tree" => $"mending the tree: {progress.Done:N0} events",
            "mending-key-index" => "building the index of keys",
            _ => "comparing what else is derived",
        });
        _bar.IsIndeterminate = progress.Total == 0;
        _bar.MaxValue = Math.Max(1, progress.Total);
        _bar.Value = progress.Done;
    }
}
