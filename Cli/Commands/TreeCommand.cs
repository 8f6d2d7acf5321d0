using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Aevrion.Cli.CommandLine;
using Aevrion.Cli.Live;
using Aevrion.Cli.Output;
using Aevrion.Cli.Pictures;
using Spectre.Console;
using Spectre.Console.Rendering;
using TreeNode = Aevrion.Client.TreeNode;

namespace Aevrion.Cli.Commands;

/// <summary><c>tree [LEVEL/INDEX] [--peer PEER]</c></summary>
internal static class TreeCommand
{
    public static CommandDefinition Define(CommandHost host)
    {
        var node = new Argument<(int Level, long Index)?>("LEVEL/INDEX")
        {
            Description = "Show this node and what is below it. Level 0 are the leaves.",
            Arity = ArgumentArity.ZeroOrOne,
            CustomParser = ParseNode,
        };
        var peer = new Option<string?>("--peer") { Description = "Mark where the region differs from this peer.", HelpName = "PEER" };
        var nodes = new Option<bool>("--nodes") { Description = "List the nodes and their digests, however many there are." };
        var command = new Command("tree", "Show the region's hash tree over time as a picture, and the few nodes that cover all closed time.") { node, peer, nodes };
        var live = new LiveOptions(command);
        host.Handle(command, async context =>
        {
            var settings = live.Of(context.Parsed, isForPeople: !context.Output.IsJson);
            if (context.Parsed.GetValue(node) is not { } place)
                return await TreeView.RunAsync(context, settings, context.Parsed.GetValue(peer), context.Parsed.GetValue(nodes));
            if (context.Parsed.GetValue(peer) is not null)
                throw new UsageException("Give a node or --peer, not both.");
            return await ShowNodeAsync(context, place.Level, place.Index);
        });
        return new CommandDefinition(
            command, "aevrion tree", "aevrion tree --peer us --watch", "aevrion tree --nodes", "aevrion tree 1/885416", "aevrion tree --json");
    }

    private static async Task<ExitCode> ShowNodeAsync(CommandContext context, int level, long index)
    {
        var node = await context.Client.GetTreeNodeAsync(level, index, context.CancellationToken);
        context.Output.Write(node, DocumentContext.Default.TreeNode, RenderNode);
        return ExitCode.Success;
    }

    private static IRenderable RenderNode(TreeNode node)
    {
        var head = TableBuilder.Facts(("node", Name(node)), ("events", node.Count.ToString("N0")), ("digest", node.Digest ?? "none"));
        if (node.Events is { } events)
        {
            var leaf = TableBuilder.WithColumns("time", "id");
            foreach (var item in events)
                leaf.AddCells(TimeText.At(item.Timestamp), item.Id);
            return new Rows(head, leaf);
        }

        var table = TableBuilder.WithColumns("node", "events", "digest");
        foreach (var child in node.Children ?? [])
            table.AddCells(Name(child), child.Count.ToString("N0"), PlainText.Short(child.Digest));
        return new Rows(head, table);
    }

    private static string Name(TreeNode node) => $"{node.Level}/{node.Index}";

    private static (int Level, long Index)? ParseNode(ArgumentResult result)
    {
        var text = result.Tokens.Single().Value;
        if (text.Split('/') is [var level, var index]
            && int.TryParse(level, NumberStyles.None, CultureInfo.InvariantCulture, out var parsedLevel)
            && long.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out var parsedIndex))
            return (parsedLevel, parsedIndex);
        result.AddError($"'{text}' is not a tree node. Give its level and index, such as 1/885416.");
        return null;
    }
}
