using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Aevrion.Cli.CommandLine;
using Aevrion.Cli.Output;
using Aevrion.Client;
using Spectre.Console;
using Spectre.Console.Rendering;
using TreeNode = Aevrion.Client.TreeNode;

namespace Aevrion.Cli.Commands;

/// <summary><c>tree [LEVEL/INDEX]</c></summary>
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
        var command = new Command("tree", "Show the region's hash tree over time: the few nodes that cover all closed time.") { node };
        host.Handle(command, context => context.Parsed.GetValue(node) is { } place
            ? ShowNodeAsync(context, place.Level, place.Index)
            : ShowTreeAsync(context));
        return new CommandDefinition(command, "aevrion tree", "aevrion tree 1/885416", "aevrion tree --json");
    }

    private static async Task<ExitCode> ShowTreeAsync(CommandContext context)
    {
        var tree = await context.Client.GetTreeAsync(context.CancellationToken);
        context.Output.Write(tree, DocumentContext.Default.TreeSnapshot, RenderTree);
        return ExitCode.Success;
    }

    private static async Task<ExitCode> ShowNodeAsync(CommandContext context, int level, long index)
    {
        var node = await context.Client.GetTreeNodeAsync(level, index, context.CancellationToken);
        context.Output.Write(node, DocumentContext.Default.TreeNode, RenderNode);
        return ExitCode.Success;
    }

    private static IRenderable RenderTree(TreeSnapshot tree)
    {
        var table = TableBuilder.WithColumns("node", "from", "events", "digest");
        foreach (var node in tree.Nodes)
        {
            var start = node.Index * tree.Granularity * Math.Pow(tree.BranchingFactor, node.Level);
            table.AddCells(Name(node), TimeText.At((long)start), node.Count.ToString("N0"), PlainText.Short(node.Digest));
        }

        var head = TableBuilder.Facts(
            ("region", tree.Region),
            ("events", tree.Count.ToString("N0")),
            ("digest", tree.Digest ?? "none: no events yet"),
            ("through", TimeText.At(tree.Horizon * tree.Granularity)));
        return new Rows(head, table);
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
