using Spectre.Console;
using Spectre.Console.Rendering;

namespace Aevrion.Cli.Output;

/// <summary>The look of all tables.</summary>
internal static class TableBuilder
{
    /// <summary>A table in which only the last column wraps where the terminal is narrow.</summary>
    public static Table WithColumns(params string[] columns)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var (index, name) in columns.Index())
        {
            var column = new TableColumn(new Text(name, new Style(decoration: Decoration.Bold))) { NoWrap = index < columns.Length - 1 };
            table.AddColumn(column);
        }

        return table;
    }

    public static Table AddCells(this Table table, params string[] cells) => table.AddRow(cells.Select(Cell));

    /// <summary>Names on the left, what they stand for on the right.</summary>
    public static Grid Facts(params (string Name, string? Value)[] facts)
    {
        var grid = new Grid().AddColumn(new GridColumn().NoWrap()).AddColumn();
        foreach (var (name, value) in facts.Where(fact => fact.Value is not null))
            grid.AddRow(Cell(name), Cell(value!));
        return grid;
    }

    private static IRenderable Cell(string text) => new Text(PlainText.OneLine(text));
}
