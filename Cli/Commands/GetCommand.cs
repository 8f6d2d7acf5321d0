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
        var at = Parameters.ReadTime("--at", "Read the version that stood at T.");
        var command = new Command("get", "Read a value; its bytes go to standard output as they are.") { key, at };
        host.Handle(command, context => GetAsync(context, context.Parsed.GetRequiredValue(key), context.Parsed.GetValue(at)));
        return new CommandDefinition(
            command,
            "aevrion get user:123",
            "aevrion get user:123 --at '5m ago'",
            "aevrion get user:123 --at converged",
            "aevrion get config/site > site.json",
            "aevrion get user:123 --json");
    }

    private static async Task<ExitCode> GetAsync(CommandContext context, string key, PointInTime? at)
    {
        var entry = await context.Client.GetEntryAsync(key, at, context.CancellationToken);
        if (entry is null)
        {
            var when = at switch
            {
                null => "",
                { IsConverged: true } => " up to the time at which all regions are equal",
                { } time => $" at {TimeText.At(time.Timestamp)}",
            };
            return (ExitCode)CommandHost.Report($"There is no key '{key}'{when}.", ExitCode.NotFound);
        }

        if (context.Output.IsJson)
            OutputWriter.WriteJson(EntryDocument.From(entry), DocumentContext.Default.EntryDocument);
        else
            OutputWriter.WriteValue(entry.Value.Span);
        return ExitCode.Success;
    }
}
