using Aevrion.Client;
using Spectre.Console;

namespace Aevrion.Cli.Pictures;

/// <summary>Reads what a picture of the tree shows: of each level the latest nodes, as many as fit.</summary>
internal static class TreePictures
{
    /// <summary>Nodes of a level that are shown where nobody says how wide the output is.</summary>
    public const int DefaultNodes = 64;

    private const int LeastNodes = 16;
    private const int MostNodes = 128;

    /// <summary>Columns beside the nodes: level, span, time and the space between.</summary>
    private const int OtherColumns = 46;

    /// <summary>Nodes of a level that fit.</summary>
    public static int NodesThatFit() =>
        Console.IsOutputRedirected ? DefaultNodes : Math.Clamp(AnsiConsole.Profile.Width - OtherColumns, LeastNodes, MostNodes);

    /// <summary>The rows, the highest level first.</summary>
    public static async Task<IReadOnlyList<PictureRow>> ReadAsync(AevrionClient client, int nodes, CancellationToken cancellationToken)
    {
        var leaves = await client.GetTreeMapAsync(0, 0, 1, cancellationToken);

        // Writes go to the first open leaf, or to the one after it while the first settles.
        var last = leaves.Horizon + 1;
        var rows = new List<PictureRow>();
        for (var level = 0; level < leaves.Levels; level++)
        {
            var first = Math.Max(0, last - nodes + 1);
            var map = await client.GetTreeMapAsync(level, first, nodes, cancellationToken);
            var counts = map.Nodes.ToDictionary(node => node.Index, node => node.Count);
            rows.Insert(0, new PictureRow(level, first, [.. Enumerable.Range(0, (int)(last - first + 1)).Select(i => counts.GetValueOrDefault(first + i))]));
            last /= Math.Max(2, leaves.BranchingFactor);
        }

        return rows;
    }
}
