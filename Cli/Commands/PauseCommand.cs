using System.CommandLine;
using Aevrion.Cli.CommandLine;
using Aevrion.Cli.Output;
using Aevrion.Client;
using Spectre.Console.Rendering;

namespace Aevrion.Cli.Commands;

/// <summary><c>pause PEER</c> and <c>resume PEER</c></summary>
internal static class PauseCommand
{
    public static CommandDefinition Define(CommandHost host) => Define(
        host,
        "pause",
        "Cut the link to a peer, both ways, until it is resumed. Reads and writes go on.",
        (client, peer, cancellationToken) => client.PausePeerAsync(peer, cancellationToken),
        "aevrion pause us");

    public static CommandDefinition DefineResume(CommandHost host) => Define(
        host,
        "resume",
        "Let a peer that was paused go on: it is connected, and what differs is repaired.",
        (client, peer, cancellationToken) => client.ResumePeerAsync(peer, cancellationToken),
        "aevrion resume us",
        "aevrion resume us && aevrion peers");

    private static CommandDefinition Define(
        CommandHost host, string name, string description, Func<AevrionClient, string, CancellationToken, Task<PeerStatus>> change, params string[] examples)
    {
        var peer = PeerArgument.Define();
        var command = new Command(name, description) { peer };
        host.Handle(command, async context =>
        {
            var status = await PeerArgument.CallAsync(context, peer, named => change(context.Client, named, context.CancellationToken));
            context.Output.Write(status, DocumentContext.Default.PeerStatus, Render);
            return ExitCode.Success;
        });
        return new CommandDefinition(command, examples);
    }

    private static IRenderable Render(PeerStatus peer) => TableBuilder.Facts(
        ("peer", peer.Name),
        ("state", peer.State),
        ("because", peer.StateReason),
        ("push lag", peer.PushLag.ToString("N0")));
}
