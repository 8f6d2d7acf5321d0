using Spectre.Console;

namespace Aevrion.Bench.Results;

/// <summary>Rows of figures for people.</summary>
internal static class FigureTable
{
    public static Table Of(string bench, IEnumerable<FigureRow> rows)
    {
        var table = new Table().Border(TableBorder.Simple).Title(bench);
        foreach (var name in FigureText.Columns)
            table.AddColumn(new TableColumn(new Text(name, new Style(decoration: Decoration.Bold)))
            {
                NoWrap = name != "against",
                Alignment = FigureText.IsNumber(name) ? Justify.Right : Justify.Left,
            });
        foreach (var row in rows)
            table.AddRow(FigureText.CellsOf(row).Select(cell => new Text(cell)));
        return table;
    }
}
