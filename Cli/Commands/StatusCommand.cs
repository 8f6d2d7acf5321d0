using System.CommandLine;
using Aevrion.Cli.CommandLine;
using Aevrion.Cli.Output;
using Aevrion.Client;
using Spectre.Console.Rendering;

namespace Aevrion.Cli.Commands;

/// <summary><c>status</c></summary>
internal static class StatusCommand
{
    /// <summary>What stands where the region tells a token that is limited to some keys nothing.</summary>
    private const string Withheld = "withheld: the token is limited to some keys";

    public static CommandDefinition Define(CommandHost host)
    {
        var command = new Command("status", "Show what the region says of itself.");
        host.Handle(command, async context =>
        {
            var status = await context.Client.GetStatusAsync(context.CancellationToken);
            context.Output.Write(status, DocumentContext.Default.RegionStatus, Render);
            return ExitCode.Success;
        });
        return new CommandDefinition(command, "aevrion status", "aevrion --url http://localhost:7400,http://localhost:7401 status");
    }

    private static IRenderable Render(RegionStatus status) => TableBuilder.Facts(
        ("region", status.Region),
        ("version", $"{status.Version}, grain engine {status.Engine}, {status.Silos} silo{(status.Silos == 1 ? "" : "s")}"),
        ("up for", TimeText.Duration(status.UptimeMs)),
        ("clock", TimeText.At(status.Now)),
        ("storage", status.Storage is { } storage ? Describe(storage) : null),
        ("events", status.Count?.ToString("N0") ?? Withheld),
        ("digest", status.Digest ?? (status.Count is null ? Withheld : "none: no events yet")),
        ("compared through", TimeText.At(status.Horizon * status.Granularity)),
        ("tree", $"leaves of {TimeText.Duration(status.Granularity)}, {status.BranchingFactor} to a node"),
        ("pending writes", status.Count is null ? Withheld : status.PendingWrites.ToString("N0")),
        ("refused as future", status.Count is null ? Withheld : status.HeldBackFuture.ToString("N0")));

    private static string Describe(StorageStatus storage) =>
        storage.Detail is null ? storage.State : $"{storage.State}: {storage.Detail}";
}
