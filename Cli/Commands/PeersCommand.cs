using System.CommandLine;
using Aevrion.Cli.CommandLine;
using Aevrion.Cli.Live;
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
        var live = new LiveOptions(command);
        host.Handle(command, context => LiveView.RunAsync(
            context,
            live.Of(context.Parsed, isForPeople: !context.Output.IsJson),
            () => context.Client.GetPeersAsync(context.CancellationToken),
            DocumentContext.Default.PeersReport,
            Render));
        return new CommandDefinition(command, "aevrion peers", "aevrion peers --watch", "aevrion --url http://localhost:7401 peers --json");
    }

    /// <summary>The peers as a table, and notes on what is not as usual.</summary>
    public static IRenderable Render(PeersReport report)
    {
        var head = TableBuilder.Facts(("region", report.Region), ("everywhere the same through", TimeText.At(report.Watermark)));
        if (report.Peers.Count == 0)
            return new Rows(head, new Text("The region has no peers."));

        var table = TableBuilder.WithColumns("peer", "state", "inbound", "push lag", "clock offset", "exchange", "last exchange", "same through");
        foreach (var peer in report.Peers)
        {
            table.AddCells(
                peer.Name,
                peer.State,
                Describe(peer.Inbound),
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

    private static string Keys(IReadOnlyList<string> prefixes) =>
        prefixes.Count == 0 ? "nothing" : $"keys that begin with {string.Join(", ", prefixes)}";

    private static string Describe(PeerInbound? inbound) => inbound switch
    {
        null => "-",
        { State: "connected", Proof: not "none" } => $"by {inbound.Proof}",
        _ => inbound.State ?? "-",
    };

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
        if (peer.CutOffUntil is { } until)
            yield return $"{peer.Name} is not dialled before {TimeText.At(until)}.";
        if (peer.Inbound is { State: not "connected", LastRefusal: { } refusal } inbound)
        {
            yield return $"{peer.Name} was not let in, {TimeText.Ago(inbound.LastRefusedAt)}: {refusal}"
                + (inbound.CutOffUntil is { } barred ? $" It is cut off until {TimeText.At(barred)}." : "");
        }

        if (peer.MayWrite is { } permitted)
            yield return $"{peer.Name} may write only {Keys(permitted)} here; {peer.Inbound?.EventsNotPermitted ?? 0:N0} other events were not taken. Where it has such events both stay different.";
        if (peer.Takes is { } taken)
            yield return $"{peer.Name} takes only {Keys(taken)} from this region; both stay different in other keys.";
        if (peer.LastExchange?.Error is { } error)
            yield return $"{peer.Name}: the last exchange failed: {error}";
    }
}
