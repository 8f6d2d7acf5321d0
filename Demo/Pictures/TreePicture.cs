using System.Text;

namespace Aevrion.Demo.Pictures;

/// <summary>
/// Draws a comparison as markup: a strip a level, from the top down, a cell a node, or several nodes where there is no room; such a cell
/// shows the most remarkable of its nodes.
/// </summary>
internal sealed class TreePicture(string first, string second, int width, bool isColoured)
{
    private const string Titles = "level    a node   nodes  differ";
    private const string Gap = "   ";
    private const int MinStripCells = 10;
    private const int MaxStripLines = 4;

    // In the order of NodeState. The upper half of a cell is the first region, the lower half the second.
    private static readonly (string Symbol, string Letter, string Style)[] Looks =
    [
        ("━", "=", "green"),
        ("▀", "<", "aqua"),
        ("▄", ">", "yellow"),
        ("█", "X", "red"),
    ];

    private readonly int _stripCells = Math.Max(MinStripCells, width - Titles.Length - Gap.Length);

    /// <summary>What the cells mean.</summary>
    public string Legend =>
        $"{Cell(NodeState.Equal)} equal   {Cell(NodeState.Different)} different   "
        + $"{Cell(NodeState.OnlyFirst)} only in {first}   {Cell(NodeState.OnlySecond)} only in {second}";

    /// <summary>The picture, line by line.</summary>
    public IEnumerable<string> Lines(TreeComparison comparison)
    {
        yield return $"[dim]{Titles}[/]";
        foreach (var level in comparison.Levels)
        {
            var label = $"{level.Level,5}{Span(level.SpanMs),10}{level.Nodes.Count,8:N0}{level.DifferingCount,8:N0}";
            foreach (var line in Strip(level.Nodes))
            {
                yield return label + Gap + line;
                label = new string(' ', Titles.Length);
            }
        }

        if (comparison.Levels is [.., { Level: > 0 } last])
            yield return $"[dim]What is below level {last.Level} is too much to draw.[/]";
    }

    private static string Span(double milliseconds) => milliseconds switch
    {
        < 60_000 => $"{milliseconds / 1_000:0} s",
        < 3_600_000 => $"{milliseconds / 60_000:0} min",
        < 86_400_000 => $"{milliseconds / 3_600_000:0} h",
        < 31_557_600_000 => $"{milliseconds / 86_400_000:0} days",
        _ => $"{milliseconds / 31_557_600_000:0} years",
    };

    private IEnumerable<string> Strip(IReadOnlyList<NodeState> nodes)
    {
        var mostCells = _stripCells * MaxStripLines;
        var nodesPerCell = Math.Max(1, (nodes.Count + mostCells - 1) / mostCells);
        return nodes.Chunk(nodesPerCell).Select(Summary).Chunk(_stripCells).Select(Cells);
    }

    private static NodeState Summary(NodeState[] nodes) =>
        nodes.Contains(NodeState.OnlyFirst) && nodes.Contains(NodeState.OnlySecond) ? NodeState.Different : nodes.Max();

    private string Cells(NodeState[] states)
    {
        var line = new StringBuilder();
        foreach (var state in states)
            line.Append(Cell(state));
        return line.ToString();
    }

    private string Cell(NodeState state)
    {
        var (symbol, letter, style) = Looks[(int)state];
        return isColoured ? $"[{style}]{symbol}[/]" : letter;
    }
}
