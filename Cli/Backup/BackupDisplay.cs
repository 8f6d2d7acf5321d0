using Spectre.Console;

namespace Aevrion.Cli.Backup;

/// <summary>A progress bar on the terminal, on standard error so that standard output has just the result; nothing where there is no terminal.</summary>
internal static class BackupDisplay
{
    /// <summary>Runs the body, which tells how far it is: how much of how much, and what that is.</summary>
    public static async Task<T> RunAsync<T>(string title, Func<Action<long, long, string>, Task<T>> body)
    {
        if (Console.IsErrorRedirected)
            return await body((_, _, _) => { });

        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        var progress = console.Progress().AutoClear(enabled: true).Columns(
            new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn());
        return await progress.StartAsync(context =>
        {
            var bar = context.AddTask(Markup.Escape(title));
            return body((done, total, text) =>
            {
                bar.Description = Markup.Escape($"{title}: {text}");
                bar.IsIndeterminate = total == 0;
                bar.MaxValue = Math.Max(1, total);
                bar.Value = done;
            });
        });
    }
}
