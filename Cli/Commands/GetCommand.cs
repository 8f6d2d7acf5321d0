using System.CommandLine;
using Aevrion.Cli.CommandLine;
using Aevrion.Cli.Output;
using Aevrion.Client;

namespace Aevrion.Cli.Commands;

/// <summary><c>get KEY [--at T]</c></summary>
internal static class GetCommand
{
    public static CommandDefinition Define(CommandHost host)
    {
        var key = Parameters.Key();
        var at = Parameters.Time("--at", "Read the version that stood at T.");
        var command = new Command("get", "Read a value; its bytes go to standard output as they are.") { key, at };
        host.Handle(command, context => GetAsync(context, context.Parsed.GetRequiredValue(key), context.Parsed.GetValue(at)));
        return new CommandDefinition(
            command,
            "aevrion get user:123",
            "aevrion get user:123 --at '5m ago'",
            "aevrion get config/site > site.json",
            "aevrion get user:123 --json");
    }

    private static async Task<ExitCode> GetAsync(CommandContext context, string key, long? at)
    {
        PointInTime? time = at is { } timestamp ? timestamp : null;
        var entry = await context.Client.GetEntryAsync(key, time, context.CancellationToken);
        if (entry is null)
        {
            var when = at is null ? "" : $" at {TimeText.At(at)}";
            return (ExitCode)CommandHost.Report($"There is no key '{key}'{when}.", ExitCode.NotFound);
        }

        if (context.Output.IsJson)
            OutputWriter.WriteJson(EntryDocument.From(entry), DocumentContext.Default.EntryDocument);
        else
            OutputWriter.WriteValue(entry.Value.Span);
        return ExitCode.Success;
    }
}
