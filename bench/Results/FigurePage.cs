using System.Text;

namespace Aevrion.Bench.Results;

/// <summary>Rows of figures as Markdown, a table a bench, for a page on which no figure is typed by hand.</summary>
internal static class FigurePage
{
    public static string Of(IEnumerable<BenchRow> rows)
    {
        var page = new StringBuilder();
        foreach (var bench in rows.OfType<FigureRow>().GroupBy(row => row.Bench))
        {
            page.Append("### ").Append(bench.Key).Append("\n\n");
            AppendRow(page, FigureText.Columns);
            AppendRow(page, FigureText.Columns.Select(name => FigureText.IsNumber(name) ? "--:" : "---"));
            foreach (var row in bench)
                AppendRow(page, FigureText.CellsOf(row));
            page.Append('\n');
            foreach (var row in bench.Where(row => row.Note is not null))
                page.Append("- ").Append(row.Figure).Append(": ").Append(row.Note).Append('\n');
            page.Append('\n');
        }

        return page.ToString();
    }

    private static void AppendRow(StringBuilder page, IEnumerable<string> cells) =>
        page.Append("| ").AppendJoin(" | ", cells.Select(cell => cell.Replace("|", "\\|", StringComparison.Ordinal))).Append(" |\n");
}
