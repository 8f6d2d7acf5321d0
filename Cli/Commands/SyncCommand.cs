using System.CommandLine;
using Aevrion.Cli.CommandLine;
using Aevrion.Cli.Output;
using Aevrion.Client;
using Spectre.Console.Rendering;

namespace Aevrion.Cli.Commands;

/// <summary><c>sync PEER</c></summary>
internal static class SyncCommand
{
    public static CommandDefinition Define(CommandHost host)
    {
        var peer = PeerArgument.Define();
        var command = new Command("sync", "Compare with a peer now and exchange what either lacks.") { peer };
        host.Handle(command, async context =>
        {
            var report = await PeerArgument.CallAsync(context, peer, name => context.Client.SyncAsync(name, context.CancellationToken));
            context.Output.Write(report, DocumentContext.Default.SyncReport, Render);
            return ExitCode.Success;
        });
        return new CommandDefinition(command, "aevrion sync us");
    }

    private static IRenderable Render(SyncReport report) => TableBuilder.Facts(
        ("peer", report.Peer),
        ("equal", report.Equal ? "yes" : "no: events are still on their way, or the exchange ended early"),
        ("same through", TimeText.At(report.ConvergedThrough)),
        ("events", $"{report.EventsSent:N0} sent, {report.EventsReceived:N0} received"),
        ("bytes", $"{report.BytesSent:N0} sent, {report.BytesReceived:N0} received"),
        ("round trips", report.RoundTrips.ToString()));
}
