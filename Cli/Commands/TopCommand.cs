using System.CommandLine;
using Aevrion.Cli.CommandLine;
using Aevrion.Cli.Live;
using Aevrion.Cli.Output;
using Aevrion.Cli.Top;
using Aevrion.Client;

namespace Aevrion.Cli.Commands;

/// <summary><c>top</c></summary>
internal static class TopCommand
{
    private const int DefaultMinutes = 5;
    private const int MostMinutes = 60;

    public static CommandDefinition Define(CommandHost host)
    {
        var minutes = Parameters.Count("--minutes", "How far back the courses go.", DefaultMinutes, MostMinutes);
        var command = new Command("top", "Show what the region does: throughput, latency and peers, until Ctrl+C; once where the output is no terminal.") { minutes };
        var live = new LiveOptions(command, isAlwaysLive: true);
        host.Handle(command, context => LiveView.RunAsync(
            context,
            live.Of(context.Parsed, isForPeople: !context.Output.IsJson && !Console.IsOutputRedirected),
            () => ReadAsync(context.Client, context.Parsed.GetValue(minutes), context.CancellationToken),
            DocumentContext.Default.TopDocument,
            document => TopTable.Render(document, context.Parsed.GetValue(minutes))));
        return new CommandDefinition(command, "aevrion top", "aevrion top --minutes 60 --every 5", "aevrion top --json");
    }

    private static async Task<TopDocument> ReadAsync(AevrionClient client, int minutes, CancellationToken cancellationToken)
    {
        var load = await client.GetLoadAsync(minutes, cancellationToken);
        var status = await client.GetStatusAsync(cancellationToken);
        try
        {
            return new TopDocument(status, load, await client.GetPeersAsync(cancellationToken));
        }
        catch (AevrionUnauthorizedException)
        {
            // Peers are for administrators, the load is for readers, too.
            return new TopDocument(status, load, Peers: null);
        }
    }
}
