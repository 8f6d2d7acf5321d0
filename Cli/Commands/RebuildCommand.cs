using System.CommandLine;
using Aevrion.Cli.CommandLine;
using Aevrion.Cli.Output;
using Aevrion.Cli.Rebuild;
using Aevrion.Client;

namespace Aevrion.Cli.Commands;

/// <summary><c>rebuild</c></summary>
internal static class RebuildCommand
{
    public static CommandDefinition Define(CommandHost host)
    {
        var keyIndex = new Option<bool>("--key-index") { Description = "Build the index of keys anew too, though it looks sound." };
        var command = new Command("rebuild", "Make everything that the region derives from its events anew, while it goes on serving.") { keyIndex };
        host.Handle(command, context => RebuildAsync(context, context.Parsed.GetValue(keyIndex)));
        return new CommandDefinition(command, "aevrion rebuild", "aevrion rebuild --key-index --json");
    }

    private static async Task<ExitCode> RebuildAsync(CommandContext context, bool keyIndex)
    {
        var run = new RebuildRun(context.Client, TimeProvider.System);
        var status = await RebuildDisplay.RunAsync(show => run.FollowAsync(keyIndex, show, context.CancellationToken));
        if (context.Output.IsJson)
            OutputWriter.WriteJson(status, DocumentContext.Default.RebuildStatus);
        if (status.State != "done")
            return (ExitCode)CommandHost.Report($"The rebuild did not come to its end: {status.Error}", ExitCode.ServerError);
        if (!context.Output.IsJson)
            OutputWriter.WriteLine(Describe(status));
        return ExitCode.Success;
    }

    private static string Describe(RebuildStatus status)
    {
        var durationMs = Math.Max(1, (status.EndedAt ?? status.StartedAt) - status.StartedAt);
        var wrong = status is { WrongCounts: 0, WrongDigests: 0 }
            ? "nothing was wrong"
            : $"{status.WrongCounts:N0} wrong counts and {status.WrongDigests:N0} wrong digests mended";
        var conflicts = status.WrongConflicts > 0 ? $", {status.WrongConflicts:N0} wrong conflicts mended" : "";
        var index = status.KeyIndexBuilt == true ? ", index of keys built" : "";
        return $"rebuilt: {status.Events:N0} events in {status.Nodes:N0} nodes, {wrong}{conflicts}, {status.TakenDigests:N0} digests taken{index}"
            + $" in {TimeText.Duration(durationMs)}";
    }
}
