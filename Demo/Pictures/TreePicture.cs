using System.Text;

namespace Aevrion.Demo.Pictures;

/// <summary>
/// Draws a comparison: a strip a level, from the top down, a cell a node, or several nodes where there is no room. A cell shows the most
/// remarkable of its nodes.
/// </summary>
internal sealed class TreePicture(string first, string second, int width, bool isColoured)
{
    private const int MinStripCells = 10;
    private const int LabelCells = 44;

    private static readonly (string Symbol, string Letter, string Style)[] Looks =
    [
        ("━", "=", "green"),
        ("▀", "<", "aqua"),
        ("▄", ">", "yellow"),
        ("█", "X", "red"),
    ];

    /// <summary>What the cells mean, as markup.</summary>
    public string Legend =>
        $"{Cell(NodeState.Equal)} equal   {Cell(NodeState.Different)} different   "
        + $"{Cell(NodeState.OnlyFirst)} only in {first}   {Cell(NodeState.OnlySecond)} only in {second}";

    /// <summary>A line a level, as markup.</summary>
    public IEnumerable<string> Lines(TreeComparison comparison)
    {
        foreach (var level in comparison.Levels)
        {
            var differing = level.DifferingCount == 0 ? "all equal" : $"{level.DifferingCount:N0} differ";
            var label = $"level {level.Level}  {Span(level.SpanMs),7}  {level.Nodes.Count,6:N0} {Nodes(level.Nodes.Count)}  {differing,10}";
            yield return $"{label.PadRight(LabelCells - 2)}  {Strip(level.Nodes)}";
        }

        if (comparison.Levels is [.., { Level: > 0 } last])
            yield return $"(and {Nodes(2)} below level {last.Level}, too many to draw)";
    }

    /// <summary>A duration for people.</summary>
    private static string Span(double milliseconds) => milliseconds switch
    {
        < 60_000 => $"{milliseconds / 1_000:0} s",
        < 3_600_000 => $"{milliseconds / 60_000:0} min",
        < 86_400_000 => $"{milliseconds / 3_600_000:0} h",
        < 31_557_600_000 => $"{milliseconds / 86_400_000:0} days",
        _ => $"{milliseconds / 31_557_600_000:0} years",
    };

    private static string Nodes(int count) => count == 1 ? "node " : "nodes";

    private string Strip(IReadOnlyList<NodeState> nodes)
    {
        var cells = Math.Max(MinStripCells, width - LabelCells);
        var nodesPerCell = Math.Max(1, (nodes.Count + cells - 1) / cells);
        var strip = new StringBuilder();
        foreach (var cell in nodes.Chunk(nodesPerCell))
            strip.Append(Cell(Summary(cell)));
        return strip.ToString();
    }

    private static NodeState Summary(NodeState[] nodes) =>
        nodes.Contains(NodeState.OnlyFirst) && nodes.Contains(NodeState.OnlySecond) ? NodeState.Different : nodes.Max();

    private string Cell(NodeState state)
    {
        var (symbol, letter, style) = Looks[(int)state];
        return isColoured ? $"[{style}]{symbol}[/]" : letter;
    }
}
