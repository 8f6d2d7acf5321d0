using Aevrion.Pictures.Drawing;
using Point = Aevrion.Pictures.Drawing.SvgCanvas.Point;

namespace Aevrion.Bench.Results;

/// <summary>A bar for each figure that has a target: how far it gets, the target being the line in the middle.</summary>
internal sealed class FigurePicture
{
    private const int Width = 820;
    private const double Left = 250;
    private const double Right = 600;
    private const double Top = 66;
    private const double RowHeight = 34;
    private const double BarHeight = 18;
    private const double BaselineOffset = 13;

    /// <summary>The picture ends at so many times the target; longer bars are cut there.</summary>
    private const double Most = 2;

    private const string StyleSheet =
        """
        .page { fill: #ffffff }
        text { font: 12px system-ui, sans-serif; fill: #3d444d }
        .title { font-size: 15px; font-weight: 600; fill: #1f2328 }
        .end { text-anchor: end }
        .middle { text-anchor: middle }
        .axis { stroke: #818b98 }
        .target { stroke: #1f2328; stroke-width: 2 }
        .holds { fill: #0969da }
        .misses { fill: #d1570f }
        @media (prefers-color-scheme: dark) {
          .page { fill: #0d1117 }
          text { fill: #9198a1 }
          .title { fill: #f0f6fc }
          .axis { stroke: #656c76 }
          .target { stroke: #f0f6fc }
          .holds { fill: #58a6ff }
          .misses { fill: #f0883e }
        }
        """;

    private readonly SvgCanvas _canvas;

    private FigurePicture(string bench, int rows)
    {
        var height = (int)(Top + (rows * RowHeight) + 30);
        _canvas = new SvgCanvas(Width, height, $"Figures of {bench} beside their targets", StyleSheet);
        _canvas.Text("title", new Point(24, 28), $"{bench}: how far the figures get");
        _canvas.Text("middle", new Point(PlaceOf(1), Top - 14), "target");
        _canvas.Line("axis", new Point(Left, Top - 6), new Point(Left, height - 24));
    }

    /// <summary>The picture; null when no row has a target.</summary>
    public static string? Draw(string bench, IEnumerable<FigureRow> rows)
    {
        var shown = rows.Where(row => row.Margin is not null).ToList();
        if (shown.Count == 0)
            return null;
        var picture = new FigurePicture(bench, shown.Count);
        foreach (var (place, row) in shown.Index())
            picture.Bar(Top + (place * RowHeight), row);
        var bottom = Top + (shown.Count * RowHeight);
        picture._canvas.Line("target", new Point(PlaceOf(1), Top - 6), new Point(PlaceOf(1), bottom));
        picture._canvas.Text("", new Point(24, bottom + 16), "Bars beyond the line hold their target; for figures that should be small, shorter values give longer bars.");
        return picture._canvas.ToString();
    }

    private void Bar(double y, FigureRow row)
    {
        var end = PlaceOf(Math.Min(row.Margin!.Value, Most));
        var reached = row.Ratio is null ? $"{FigureText.Number(row.Value)} {row.Unit}" : FigureText.Ratio(row.Ratio);
        _canvas.Bar(row.Holds == true ? "holds" : "misses", new Point(Left, y), end - Left, BarHeight, $"{row.Figure}: {reached} against {row.Against}");
        _canvas.Text("end", new Point(Left - 10, y + BaselineOffset), row.Figure);
        _canvas.Text("", new Point(Right + 14, y + BaselineOffset), $"{reached}  ({FigureText.TargetOf(row)})");
    }

    private static double PlaceOf(double margin) => Left + ((Right - Left) * margin / Most);
}
