using Aevrion.Cli.CommandLine;
using Aevrion.Cli.Live;
using Aevrion.Cli.Output;
using Aevrion.Client;
using Spectre.Console;

namespace Aevrion.Cli.Pictures;

/// <summary>Shows the whole tree: its picture, and its nodes where they are few or asked for.</summary>
internal static class TreeView
{
    /// <summary>Nodes that are listed below the picture unasked.</summary>
    private const int FewNodes = 12;

    public static Task<ExitCode> RunAsync(CommandContext context, LiveSettings settings, string? peer, bool listsNodes) =>
        LiveView.RunAsync(context, settings, () => ReadAsync(context, peer), WriteJson, look => Render(look, listsNodes));

    private static async Task<TreeLook> ReadAsync(CommandContext context, string? peer)
    {
        var client = context.Client;
        var differences = peer is null
            ? null
            : await PeerArgument.CallAsync(context, peer, name => client.GetDifferencesAsync(name, context.CancellationToken));
        var tree = await client.GetTreeAsync(context.CancellationToken);
        var rows = context.Output.IsJson ? [] : await TreePictures.ReadAsync(client, TreePictures.NodesThatFit(), context.CancellationToken);
        return new TreeLook(tree, rows, differences);
    }

    private static void WriteJson(TreeLook look)
    {
        if (look.Differences is { } differences)
            OutputWriter.WriteJson(new TreePictureDocument(look.Tree, differences), DocumentContext.Default.TreePictureDocument);
        else
            OutputWriter.WriteJson(look.Tree, DocumentContext.Default.TreeSnapshot);
    }

    private static Rows Render(TreeLook look, bool listsNodes)
    {
        var tree = look.Tree;
        var head = TableBuilder.Facts(
            ("region", tree.Region),
            ("events", tree.Count.ToString("N0")),
            ("digest", tree.Digest ?? "none: no events yet"),
            ("through", TimeText.At(tree.Horizon * tree.Granularity)),
            ("peer", look.Differences is { } differences ? Describe(differences) : null));
        var picture = TreePicture.Render(look.Rows, tree.Granularity, tree.BranchingFactor, look.Differences);
        return listsNodes || tree.Nodes.Count <= FewNodes
            ? new Rows(head, new Text(""), picture, Nodes(tree))
            : new Rows(head, new Text(""), picture, new Text($"{tree.Nodes.Count} nodes cover all closed time; --nodes lists them."));
    }

    private static string Describe(PeerDifferences differences)
    {
        var differing = differences.Nodes.Count(node => node.Differs);
        return $"{differences.Peer}, {differences.State}: {differences.PendingEvents:N0} events not acknowledged, "
            + (differing == 0 ? "nothing found to differ" : $"{differing:N0} nodes found to differ")
            + (differences.Truncated ? "; they are too many to tell each leaf" : "");
    }

    private static Table Nodes(TreeSnapshot tree)
    {
        var table = TableBuilder.WithColumns("node", "from", "events", "digest");
        foreach (var node in tree.Nodes)
        {
            var start = node.Index * tree.Granularity * Math.Pow(tree.BranchingFactor, node.Level);
            table.AddCells($"{node.Level}/{node.Index}", TimeText.At((long)start), node.Count.ToString("N0"), PlainText.Short(node.Digest));
        }

        return table;
    }
}
