using System.CommandLine;
using Aevrion.Cli.Backup;
using Aevrion.Cli.CommandLine;
using Aevrion.Cli.Output;
using Aevrion.Client;

namespace Aevrion.Cli.Commands;

/// <summary><c>backup FILE</c></summary>
internal static class BackupCommand
{
    public static CommandDefinition Define(CommandHost host)
    {
        var file = new Argument<string>("FILE") { Description = "The file to write, which must not be there yet; - for standard output." };
        var verify = new Option<bool>("--verify") { Description = "Read a file that was written before and check that it is whole. Asks no region." };
        var command = new Command("backup", "Write all events of the region at this moment to a file, while it goes on serving.") { file, verify };
        host.Handle(command, context =>
        {
            var path = context.Parsed.GetRequiredValue(file);
            return context.Parsed.GetValue(verify) ? VerifyAsync(context, path) : BackUpAsync(context, path);
        });
        return new CommandDefinition(command, "aevrion backup eu.aevbackup", "aevrion backup --verify eu.aevbackup", "aevrion backup - | ssh host 'cat > eu.aevbackup'");
    }

    private static async Task<ExitCode> BackUpAsync(CommandContext context, string path)
    {
        if (path == "-")
        {
            using var output = Console.OpenStandardOutput();
            var sent = await WriteAsync(context, "backup", output);
            await Console.Error.WriteLineAsync("aevrion: " + Describe("backed up", "standard output", sent));
            return ExitCode.Success;
        }

        using var file = BackupFile.Create(path);
        var report = await WriteAsync(context, path, file.Content);
        file.Complete();
        Tell(context, "backed up", path, report);
        return ExitCode.Success;
    }

    private static Task<BackupReport> WriteAsync(CommandContext context, string title, Stream output) => BackupDisplay.RunAsync(
        PlainText.OneLine(title),
        show => context.Client.BackupAsync(output, Progress(show), context.CancellationToken));

    private static async Task<ExitCode> VerifyAsync(CommandContext context, string path)
    {
        using var file = BackupFile.Open(path);
        var report = await BackupDisplay.RunAsync(
            PlainText.OneLine(path), show => BackupCheck.RunAsync(file, copyTo: null, Progress(show), context.CancellationToken));
        Tell(context, "whole:", path, report);
        return ExitCode.Success;
    }

    private static Told<BackupProgress> Progress(Action<long, long, string> show) =>
        new(progress => show(progress.Events, progress.TotalEvents, $"{progress.Events:N0} events, {progress.Bytes / 1048576.0:N1} MiB"));

    private static void Tell(CommandContext context, string what, string path, BackupReport report)
    {
        if (context.Output.IsJson)
            OutputWriter.WriteJson(report, DocumentContext.Default.BackupReport);
        else
            OutputWriter.WriteLine(Describe(what, path, report));
    }

    private static string Describe(string what, string path, BackupReport report) =>
        $"{what} {path}: region {report.Region} as of {TimeText.At(report.TakenAt)}, {report.Events:N0} events, {report.Bytes:N0} bytes, digest {report.Digest ?? "none"}";
}
