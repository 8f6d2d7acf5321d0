using System.CommandLine;
using Aevrion.Cli.Backup;
using Aevrion.Cli.CommandLine;
using Aevrion.Cli.Output;
using Aevrion.Client;

namespace Aevrion.Cli.Commands;

/// <summary><c>restore FILE</c></summary>
internal static class RestoreCommand
{
    public static CommandDefinition Define(CommandHost host)
    {
        var file = new Argument<string>("FILE") { Description = "A file that 'backup' wrote, or - for standard input." };
        var command = new Command("restore", "Bring the events of a backup into the region. What it has already stays; safe to run again.") { file };
        host.Handle(command, context => RestoreAsync(context, context.Parsed.GetRequiredValue(file)));
        return new CommandDefinition(command, "aevrion restore eu.aevbackup", "aevrion --url http://localhost:7401 restore eu.aevbackup");
    }

    private static async Task<ExitCode> RestoreAsync(CommandContext context, string path)
    {
        RestoreReport report;
        if (path == "-")
        {
            using var input = Console.OpenStandardInput();
            report = await SendAsync(context, "restore", input, length: 0);
        }
        else
        {
            using var file = BackupFile.Open(path);
            await CheckAsync(context, path, file);
            file.Position = 0;
            report = await SendAsync(context, path, file, file.Length);
        }

        if (context.Output.IsJson)
            OutputWriter.WriteJson(report, DocumentContext.Default.RestoreReport);
        else
            OutputWriter.WriteLine(Describe(path, report));
        return ExitCode.Success;
    }

    /// <summary>Nothing of a broken file is sent.</summary>
    private static Task<BackupReport> CheckAsync(CommandContext context, string path, Stream file) => BackupDisplay.RunAsync(
        PlainText.OneLine(path),
        show => BackupCheck.RunAsync(
            file,
            copyTo: null,
            new Told<BackupProgress>(progress => show(progress.Events, progress.TotalEvents, $"checking, {progress.Events:N0} events")),
            context.CancellationToken));

    private static Task<RestoreReport> SendAsync(CommandContext context, string title, Stream input, long length) => BackupDisplay.RunAsync(
        PlainText.OneLine(title),
        show => context.Client.RestoreAsync(
            input, new Told<long>(sent => show(sent, length, $"restoring, {sent / 1048576.0:N1} MiB")), context.CancellationToken));

    private static string Describe(string path, RestoreReport report)
    {
        var compared = report.Identical
            ? "the region holds exactly these, as its digest proves"
            : $"the region holds {report.Count:N0} events in all";
        return $"restored {path}: region {report.Region} as of {TimeText.At(report.TakenAt)}, {report.Events:N0} events, {report.Added:N0} new, "
            + $"{report.AlreadyThere:N0} already there; {compared}";
    }
}
