using System.CommandLine;
using Aevrion.Cli.CommandLine;
using Aevrion.Cli.Output;
using Aevrion.Client;
using Spectre.Console;

namespace Aevrion.Cli.Commands;

/// <summary><c>scan [PREFIX]</c></summary>
internal static class ScanCommand
{
    private const int DefaultLimit = 100;

    /// <summary>The keys of a table are held in memory until they are written. Lines of JSON are not.</summary>
    private const int MaxLimit = 1_000_000;

    public static CommandDefinition Define(CommandHost host)
    {
        var prefix = Parameters.Prefix();
        var at = Parameters.ReadTime("--at", "List the keys as they were at T.");
        var after = new Option<string?>("--after") { Description = "Only keys behind this one, in the order of their bytes.", HelpName = "KEY" };
        var limit = Parameters.Count("--limit", "How many keys to list.", DefaultLimit, MaxLimit);
        var values = new Option<bool>("--values") { Description = "Show the values too." };
        var command = new Command("scan", "List the keys that are there, in byte order.") { prefix, at, after, limit, values };
        host.Handle(command, context => ListAsync(
            context,
            Parameters.PrefixOf(context.Parsed, prefix),
            context.Parsed.GetValue(limit),
            new ScanOptions
            {
                At = context.Parsed.GetValue(at),
                After = context.Parsed.GetValue(after),
                IncludeValues = context.Parsed.GetValue(values),
            }));
        return new CommandDefinition(
            command,
            "aevrion scan",
            "aevrion scan user: --values --limit 10",
            "aevrion scan user: --at converged",
            "aevrion scan user: --limit 100000 --json");
    }

    private static async Task<ExitCode> ListAsync(CommandContext context, string prefix, int limit, ScanOptions options)
    {
        options = options with { PageSize = Math.Min(limit + 1, options.EffectivePageSize()) };
        var listed = new List<ScanEntry>();
        var count = 0;
        var last = "";
        await foreach (var entry in context.Client.ScanAsync(prefix, options, context.CancellationToken))
        {
            if (count == limit)
            {
                await Console.Error.WriteLineAsync(PlainText.OneLine($"aevrion: More keys follow. Go on with --after '{last}', or raise --limit."));
                break;
            }

            count++;
            last = entry.Key;
            if (context.Output.IsJson)
                OutputWriter.WriteJson(entry, DocumentContext.Default.ScanEntry);
            else
                listed.Add(entry);
        }

        if (!context.Output.IsJson && listed.Count > 0)
            OutputWriter.WriteTable(Render(listed, options.IncludeValues));
        return ExitCode.Success;
    }

    private static int EffectivePageSize(this ScanOptions options) => options.IncludeValues ? DefaultLimit : AevrionLimits.MaxPageSize;

    private static Table Render(IReadOnlyList<ScanEntry> entries, bool withValues)
    {
        var table = withValues
            ? TableBuilder.WithColumns("key", "time", "origin", "size", "id", "value")
            : TableBuilder.WithColumns("key", "time", "origin", "size", "id");
        foreach (var entry in entries)
        {
            string[] cells = [entry.Key, TimeText.At(entry.Timestamp), entry.Origin, entry.Size.ToString("N0"), PlainText.Short(entry.Id)];
            table.AddCells(withValues ? [.. cells, PlainText.Preview(entry.Value.GetValueOrDefault().Span)] : cells);
        }

        return table;
    }
}
