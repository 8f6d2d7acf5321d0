using System.CommandLine;
using Aevrion.Cli.CommandLine;
using Aevrion.Cli.Output;
using Aevrion.Client;
using Spectre.Console;

namespace Aevrion.Cli.Commands;

/// <summary><c>get KEY... [--at T]</c></summary>
internal static class GetCommand
{
    public static CommandDefinition Define(CommandHost host)
    {
        var keys = Parameters.Keys();
        var at = Parameters.ReadTime("--at", "Read the version that stood at T.");
        var command = new Command("get", "Read a value; its bytes go to standard output as they are. Several keys are listed.") { keys, at };
        host.Handle(command, context => Parameters.KeysOf(context.Parsed, keys) switch
        {
            [var key] => GetAsync(context, key, context.Parsed.GetValue(at)),
            var several => ListAsync(context, several, context.Parsed.GetValue(at)),
        });
        return new CommandDefinition(
            command,
            "aevrion get user:123",
            "aevrion get user:123 --at '5m ago'",
            "aevrion get user:123 --at converged",
            "aevrion get config/site > site.json",
            "aevrion get user:123 --json",
            "aevrion get user:123 user:124");
    }

    private static async Task<ExitCode> GetAsync(CommandContext context, string key, PointInTime? at)
    {
        var entry = await context.Client.GetEntryAsync(key, at, context.CancellationToken);
        if (entry is null)
            return (ExitCode)CommandHost.Report($"There is no key '{key}'{When(at)}.", ExitCode.NotFound);

        if (context.Output.IsJson)
            OutputWriter.WriteJson(EntryDocument.From(entry), DocumentContext.Default.EntryDocument);
        else
            OutputWriter.WriteValue(entry.Value.Span);
        return ExitCode.Success;
    }

    private static async Task<ExitCode> ListAsync(CommandContext context, string[] keys, PointInTime? at)
    {
        var entries = await context.Client.GetManyAsync(keys, at, context.CancellationToken);
        var lookups = keys.Zip(entries, EntryLookup.From).ToList();
        context.Output.Write(lookups, DocumentContext.Default.ListEntryLookup, Render);
        var missing = lookups.Count(lookup => !lookup.Found);
        return missing == 0
            ? ExitCode.Success
            : (ExitCode)CommandHost.Report($"{missing} of the {keys.Length} keys are not there{When(at)}.", ExitCode.NotFound);
    }

    private static Table Render(IReadOnlyList<EntryLookup> lookups)
    {
        var table = TableBuilder.WithColumns("key", "time", "origin", "size", "id", "value");
        foreach (var (key, _, entry) in lookups)
        {
            table.AddCells(entry is null
                ? [key, "-", "-", "-", "-", ""]
                : [key, TimeText.At(entry.Timestamp), entry.Origin, entry.Size.ToString("N0"), PlainText.Short(entry.Id), PlainText.Preview(entry.Value.Span)]);
        }

        return table;
    }

    private static string When(PointInTime? at) => at switch
    {
        null => "",
        { IsConverged: true } => " up to the time at which all regions are equal",
        { } time => $" at {TimeText.At(time.Timestamp)}",
    };
}
