using System.CommandLine;
using Aevrion.Cli.CommandLine;
using Aevrion.Cli.Export;
using Aevrion.Cli.Import;
using Aevrion.Cli.Output;
using Aevrion.Client;

namespace Aevrion.Cli.Commands;

/// <summary><c>export [PREFIX]</c></summary>
internal static class ExportCommand
{
    /// <summary>More patience than a single call has: with its pauses, about a minute.</summary>
    private const int MaxPasses = 16;

    public static CommandDefinition Define(CommandHost host)
    {
        var prefix = Parameters.Prefix();
        var at = Parameters.ReadTime("--at", "Export what stood at T; with --history, the events up to T.");
        var history = new Option<bool>("--history") { Description = "Export every version of every key, deletions included, the oldest first." };
        var format = new Option<LineFormat?>("--format")
        {
            Description = "How the lines are written. By default CSV where the file's name ends in .csv, else NDJSON.",
            HelpName = "ndjson|csv",
        };
        var output = new Option<string?>("--output") { Description = "Write to a new file instead of standard output.", HelpName = "FILE" };
        var resume = new Option<bool>("--resume") { Description = "Go on with the file where an interrupted export stopped." };
        var command = new Command("export", "Write keys and values as lines that 'import' takes.") { prefix, at, history, format, output, resume };
        host.Handle(
            command,
            context =>
            {
                var file = context.Parsed.GetValue(output);
                var settings = new ExportSettings(
                    Parameters.PrefixOf(context.Parsed, prefix),
                    context.Parsed.GetValue(at),
                    context.Parsed.GetValue(history),
                    context.Parsed.GetValue(format) ?? ImportFile.GuessFormat(file ?? ""));
                return ExportAsync(context, settings, file, context.Parsed.GetValue(resume));
            },
            options => options.MaxPasses = MaxPasses);
        return new CommandDefinition(
            command,
            "aevrion export > all.ndjson",
            "aevrion export user: --at converged --format csv > users.csv",
            "aevrion export --history --output backup.ndjson",
            "aevrion export --history --output backup.ndjson --resume");
    }

    private static async Task<ExitCode> ExportAsync(CommandContext context, ExportSettings settings, string? file, bool resumes)
    {
        if (resumes && file is null)
            throw new UsageException("Only an export to a file can be resumed: name it with --output FILE.");
        using var target = file is null ? ExportTarget.StandardOutput() : ExportTarget.Open(file, resumes);
        var exporter = new Exporter(target, new ExportSource(context.Client, settings), settings, [.. context.ClientOptions.Urls]);
        ExportReport report;
        try
        {
            report = await ExportDisplay.RunAsync(
                () => MostLinesAsync(context, settings), show => exporter.RunAsync(show, context.CancellationToken));
        }
        catch (Exception exception) when (exception is AevrionException or OperationCanceledException or IOException)
        {
            if (exception is not AevrionInvalidRequestException)
                await Console.Error.WriteLineAsync("aevrion: " + PlainText.OneLine(Incomplete(exporter.Lines, file)));
            throw;
        }

        if (file is not null && context.Output.IsJson)
            OutputWriter.WriteJson(report, DocumentContext.Default.ExportReport);
        else if (file is not null)
            OutputWriter.WriteLine(Describe(report));
        return ExitCode.Success;
    }

    /// <summary>All events of the region: as many lines as its history has, and more than its keys may be.</summary>
    private static async Task<long?> MostLinesAsync(CommandContext context, ExportSettings settings) =>
        settings.Prefix.Length == 0 ? (await context.Client.GetStatusAsync(context.CancellationToken)).Count : null;

    private static string Incomplete(long lines, string? file) => $"The export is not complete: {lines:N0} lines were written. " + (file is null
        ? "Run it again; with --output FILE it could go on where it stopped."
        : "Run the same command with --resume to go on.");

    private static string Describe(ExportReport report)
    {
        var resumed = report.ResumedAfterLine > 0 ? $" (went on after line {report.ResumedAfterLine:N0})" : "";
        var at = report.At is { } time ? $" as of {TimeText.At(time)}" : "";
        return $"exported {report.File}{resumed}{at}: {report.Lines:N0} lines, {report.Bytes:N0} bytes"
            + $" in {TimeText.Duration(report.DurationMs)}, {report.LinesPerSecond:N0} lines/s";
    }
}
