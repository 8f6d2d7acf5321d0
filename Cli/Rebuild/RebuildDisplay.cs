using Aevrion.Client;
using Spectre.Console;

namespace Aevrion.Cli.Rebuild;

/// <summary>A progress bar on the terminal, on standard error so that standard output has just the result; nothing where there is no terminal.</summary>
internal sealed class RebuildDisplay
{
    private readonly ProgressTask _bar;

    private RebuildDisplay(ProgressTask bar) => _bar = bar;

    /// <summary>Runs the body, which tells how far it is.</summary>
    public static async Task<T> RunAsync<T>(Func<Action<RebuildStatus>, Task<T>> body)
    {
        if (Console.IsErrorRedirected)
            return await body(_ => { });

        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        var progress = console.Progress().AutoClear(enabled: true).Columns(
            new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn());
        return await progress.StartAsync(context => body(new RebuildDisplay(context.AddTask("rebuild")).Show));
    }

    private void Show(RebuildStatus status)
    {
        _bar.Description = status.Phase switch
        {
            "key-index" => "building the index of keys",
            "conflicts" => $"finding conflicts: {status.Done:N0} versions",
            _ => $"counting: {status.Done:N0} events",
        };
        _bar.IsIndeterminate = status.Total == 0;
        _bar.MaxValue = Math.Max(1, status.Total);
        _bar.Value = status.Done;
    }
}
