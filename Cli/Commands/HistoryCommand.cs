using System.CommandLine;
using Aevrion.Cli.CommandLine;
using Aevrion.Cli.Output;
using Aevrion.Client;
using Spectre.Console;

namespace Aevrion.Cli.Commands;

/// <summary><c>history KEY</c></summary>
internal static class HistoryCommand
{
    private const int DefaultLimit = 100;

    /// <summary>The versions are held in memory until they are written.</summary>
    private const int MaxLimit = 100_000;

    private const int PageSizeWithValues = 20;

    public static CommandDefinition Define(CommandHost host)
    {
        var key = Parameters.Key();
        var limit = Parameters.Count("--limit", "How many versions to list.", DefaultLimit, MaxLimit);
        var before = Parameters.Time("--before", "Only versions older than T.");
        var values = new Option<bool>("--values") { Description = "Show the values too." };
        var command = new Command("history", "List a key's versions, newest first.") { key, limit, before, values };
        host.Handle(command, context => ListAsync(
            context,
            context.Parsed.GetRequiredValue(key),
            context.Parsed.GetValue(limit),
            new HistoryOptions
            {
                Before = context.Parsed.GetValue(before) is { } timestamp ? new PointInTime(timestamp) : null,
                IncludeValues = context.Parsed.GetValue(values),
            }));
        return new CommandDefinition(
            command,
            "aevrion history user:123",
            "aevrion history user:123 --values --limit 10",
            "aevrion history user:123 --before '1d ago' --json");
    }

    private static async Task<ExitCode> ListAsync(CommandContext context, string key, int limit, HistoryOptions options)
    {
        var pageSize = options.IncludeValues ? PageSizeWithValues : AevrionLimits.MaxPageSize;
        options = options with { PageSize = Math.Min(limit, pageSize) };
        var versions = new List<KeyVersion>();
        await foreach (var version in context.Client.HistoryAsync(key, options, context.CancellationToken))
        {
            versions.Add(version);
            if (versions.Count == limit)
                break;
        }

        if (context.Output.IsJson || versions.Count > 0)
            context.Output.Write(versions, DocumentContext.Default.ListKeyVersion, list => Render(list, options.IncludeValues));
        return versions.Count > 0
            ? ExitCode.Success
            : (ExitCode)CommandHost.Report($"There is no version of the key '{key}'.", ExitCode.NotFound);
    }

    private static Table Render(IReadOnlyList<KeyVersion> versions, bool withValues)
    {
        var table = withValues
            ? TableBuilder.WithColumns("time", "origin", "size", "id", "value")
            : TableBuilder.WithColumns("time", "origin", "size", "id");
        foreach (var version in versions)
        {
            var size = version.Deleted ? "deleted" : version.Size.ToString("N0");
            string[] cells = [TimeText.At(version.Timestamp), version.Origin, size, PlainText.Short(version.Id)];
            table.AddCells(withValues ? [.. cells, PlainText.Preview(version.Value.GetValueOrDefault().Span)] : cells);
        }

        return table;
    }
}
