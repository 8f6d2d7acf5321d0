using System.CommandLine;
using Aevrion.Cli.CommandLine;
using Aevrion.Cli.Import;
using Aevrion.Cli.Output;
using Aevrion.Client;

namespace Aevrion.Cli.Commands;

/// <summary><c>import FILE</c></summary>
internal static class ImportCommand
{
    private const int DefaultBatchLines = 1_000;

    /// <summary>More patience than a single call has: with its pauses, about a minute.</summary>
    private const int MaxPasses = 16;

    public static CommandDefinition Define(CommandHost host)
    {
        var file = new Argument<string>("FILE") { Description = "A file of NDJSON or CSV lines, or - for standard input." };
        var format = new Option<LineFormat?>("--format")
        {
            Description = "How the file is written. By default CSV where its name ends in .csv, else NDJSON.",
            HelpName = "ndjson|csv",
        };
        var batchLines = Parameters.Count(
            "--batch-lines", "How many lines to send at once.", DefaultBatchLines, AevrionLimits.MaxBatchLines);
        var skip = new Option<bool>("--skip-bad-lines") { Description = "Report lines that are wrong and go on, instead of stopping at the first." };
        var resume = new Option<bool>("--resume")
        {
            Description = "Go on where an interrupted import of the file stopped. 'false' starts over.",
            DefaultValueFactory = _ => true,
        };
        var command = new Command("import", "Write the lines of a file, all of a batch or none of it.") { file, format, batchLines, skip, resume };
        var ack = new AckOptions(command);
        host.Handle(
            command,
            context => ImportAsync(
                context,
                context.Parsed.GetRequiredValue(file),
                context.Parsed.GetValue(format),
                name => new ImportSettings(name, context.Parsed.GetValue(batchLines), context.Parsed.GetValue(skip))
                {
                    Ack = ack.Level(context.Parsed),
                    AckTimeout = ack.Timeout(context.Parsed),
                },
                context.Parsed.GetValue(resume)),
            options => options.MaxPasses = MaxPasses);
        return new CommandDefinition(
            command,
            "aevrion import users.ndjson",
            "aevrion import users.csv --skip-bad-lines",
            """echo '{"op":"put","key":"user:123","text":"Alice"}' | aevrion import -""",
            "zcat users.csv.gz | aevrion import - --format csv");
    }

    private static async Task<ExitCode> ImportAsync(
        CommandContext context, string path, LineFormat? format, Func<string, ImportSettings> settingsFor, bool resumes)
    {
        using var file = ImportFile.Open(path);
        var importer = new Importer(
            file, format ?? ImportFile.GuessFormat(file.Name), [.. context.ClientOptions.Urls], context.Client, settingsFor(file.Name));
        var report = await ProgressBarDisplay.RunAsync(file, display => importer.RunAsync(resumes, display, context.CancellationToken));
        if (context.Output.IsJson)
            OutputWriter.WriteJson(report, DocumentContext.Default.ImportReport);
        else
            OutputWriter.WriteLine(Describe(report));
        return ExitCode.Success;
    }

    private static string Describe(ImportReport report)
    {
        var resumed = report.ResumedAfterLine > 0 ? $" (went on after line {report.ResumedAfterLine:N0})" : "";
        return $"imported {report.File}{resumed}: {report.Added:N0} new, {report.AlreadyThere:N0} already there, {report.Skipped:N0} skipped"
            + $" in {TimeText.Duration(report.DurationMs)}, {report.LinesPerSecond:N0} lines/s";
    }
}
