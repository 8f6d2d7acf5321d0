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

        var table = TableBuilder.WithColumns("peer", "state", "push lag", "clock offset", "exchange", "last exchange", "same through");
        foreach (var peer in report.Peers)
        {
            table.AddCells(
                peer.Name,
                peer.State,
                peer.PushLag.ToString("N0"),
                peer.ClockOffsetMs is { } offset ? $"{offset:+0.#;-0.#;0} ms" : "-",
                Describe(peer.Exchange),
                Describe(peer.LastExchange),
                TimeText.Ago(peer.ConvergedThrough));
        }

        var notes = report.Peers.SelectMany(NotesOn).Prepend(report.WatermarkReason).OfType<string>()
            .Select(note => new Text(PlainText.OneLine(note)));
        return new Rows([head, table, .. notes]);
    }

    private static string Describe(PeerExchangeProgress? progress) => progress is null
        ? "-"
        : $"{progress.EventsReceived:N0} in, {progress.EventsSent:N0} out";

    private static string Describe(PeerExchange? exchange) => exchange switch
    {
        null => "-",
        { Error: not null } => TimeText.Ago(exchange.At) + ", failed",
        { Equal: false } => TimeText.Ago(exchange.At) + ", not equal",
        _ => TimeText.Ago(exchange.At) + ", equal",
    };

    private static IEnumerable<string> NotesOn(PeerStatus peer)
    {
        if (peer.StateReason is { } reason)
            yield return $"{peer.Name} is {peer.State}: {reason}";
        if (peer.LastExchange?.Error is { } error)
            yield return $"{peer.Name}: the last exchange failed: {error}";
    }
}
