using System.Text;
using Aevrion.Cli.Output;
using Aevrion.Client;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Aevrion.Cli.Pictures;

/// <summary>Draws the time tree: a row a level, a character a node, the latest at the right; the darker, the more events. Readable without colours.</summary>
internal static class TreePicture
{
    private const string Shades = "·░▒▓█";

    private static readonly string[] ShadeColors = ["grey", "blue", "deepskyblue2", "cyan1", "white"];

    /// <param name="rows">The levels, the highest first.</param>
    /// <param name="granularityMs">The span of a leaf.</param>
    /// <param name="branchingFactor">Children of a node.</param>
    /// <param name="differences">Where it differs from a peer; null for no peer.</param>
    public static IRenderable Render(IReadOnlyList<PictureRow> rows, long granularityMs, int branchingFactor, PeerDifferences? differences)
    {
        var marks = new DifferenceMarks(differences);
        var grid = new Grid().AddColumn(new GridColumn().NoWrap()).AddColumn(new GridColumn().NoWrap()).AddColumn(new GridColumn().NoWrap()).AddColumn(new GridColumn().NoWrap());
        grid.AddRow(new Text("level"), new Text("a node is"), new Text("from"), new Text("nodes, the latest at the right"));
        foreach (var row in rows)
        {
            var span = granularityMs * Math.Pow(branchingFactor, row.Level);
            grid.AddRow(
                new Text(row.Level.ToString()),
                new Text(TimeText.Duration(span)),
                new Text(TimeText.At((long)(row.First * span))[..16]),
                new Markup(Nodes(row, marks)));
        }

        return new Rows(grid, new Markup(Legend(differences)));
    }

    private static string Nodes(PictureRow row, DifferenceMarks marks)
    {
        var line = new StringBuilder();
        foreach (var (place, count) in row.Counts.Index())
        {
            var (sign, color) = marks.Of(row.Level, row.First + place) is { } mark ? SignOf(mark) : (Shades[ShadeOf(count)], ShadeColors[ShadeOf(count)]);
            line.Append('[').Append(color).Append(']').Append(sign).Append("[/]");
        }

        return line.ToString();
    }

    /// <summary>0 for none, then one more for each digit.</summary>
    private static int ShadeOf(long count) => count <= 0 ? 0 : Math.Min(Shades.Length - 1, (int)Math.Log10(count) + 1);

    private static (char Sign, string Color) SignOf(NodeMark mark) => mark switch
    {
        NodeMark.Differs => ('×', "bold red"),
        NodeMark.Pending => ('+', "bold yellow"),
        _ => ('✓', "bold green"),
    };

    private static string Legend(PeerDifferences? differences)
    {
        var counts = "· none  ░ 1  ▒ 10  ▓ 100  █ 1,000 events and more";
        return differences is null
            ? counts
            : counts + $"\nwith {Markup.Escape(PlainText.OneLine(differences.Peer))}: [bold yellow]+[/] not acknowledged yet  [bold red]×[/] differs  [bold green]✓[/] repaired in the last ten minutes";
    }
}
