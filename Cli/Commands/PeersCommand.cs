using System.CommandLine;
using Aevrion.Cli.CommandLine;
using Aevrion.Cli.Output;
using Aevrion.Client;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Aevrion.Cli.Commands;

/// <summary><c>peers</c></summary>
internal static class PeersCommand
{
    public static CommandDefinition Define(CommandHost host)
    {
        var command = new Command("peers", "Show how the region stands with each of its peers.");
        host.Handle(command, async context =>
        {
            var report = await context.Client.GetPeersAsync(context.CancellationToken);
            context.Output.Write(report, DocumentContext.Default.PeersReport, Render);
            return ExitCode.Success;
        });
        return new CommandDefinition(command, "aevrion peers", "aevrion --url http://localhost:7401 peers --json");
    }

    private static IRenderable Render(PeersReport report)
    {
        var head = TableBuilder.Facts(("region", report.Region), ("everywhere the same through", TimeText.At(report.Watermark)));
        if (report.Peers.Count == 0)
            return new Rows(head, new Text("The region has no peers."));

        var table = TableBuilder.WithColumns("peer", "state", "push lag", "clock offset", "last exchange", "same through");
        foreach (var peer in report.Peers)
        {
            table.AddCells(
                peer.Name,
                peer.StateReason is null ? peer.State : $"{peer.State}: {peer.StateReason}",
                peer.PushLag.ToString("N0"),
                peer.ClockOffsetMs is { } offset ? $"{offset:+0.#;-0.#;0} ms" : "-",
                Describe(peer.LastExchange),
                TimeText.At(peer.ConvergedThrough));
        }

        return new Rows(head, table);
    }

    private static string Describe(PeerExchange? exchange) => exchange switch
    {
        null => "-",
        { Error: { } error } => $"{TimeText.At(exchange.At)} failed: {error}",
        _ => $"{TimeText.At(exchange.At)} {(exchange.Equal ? "equal" : "not equal")}, {exchange.EventsSent:N0} out, {exchange.EventsReceived:N0} in",
    };
}
