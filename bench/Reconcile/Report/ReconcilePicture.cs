using System.Globalization;
using Aevrion.Bench.Pictures;
using Aevrion.Bench.Reconcile.Workload;
using Aevrion.Pictures.Drawing;
using Point = Aevrion.Pictures.Drawing.SvgCanvas.Point;

namespace Aevrion.Bench.Reconcile.Report;

/// <summary>Bytes to identify a difference over its size, beside negentropy's: both axes logarithmic, a line for each number of events.</summary>
internal sealed class ReconcilePicture
{
    private const int Width = 820;
    private const int Height = 500;
    private const double Left = 78;
    private const double Right = 792;
    private const double Top = 92;
    private const double Bottom = 430;
    private const double NoneX = 112;
    private const double WindowX = 748;
    private const double DotRadius = 3.5;
    private const double LegendStep = 148;

    /// <summary>Series beyond the last style share it.</summary>
    private const int Styles = 3;

    private const string StyleSheet =
        """
        .page { fill: #ffffff }
        text { font: 12px system-ui, sans-serif; fill: #3d444d }
        .title { font-size: 15px; font-weight: 600; fill: #1f2328 }
        .middle { text-anchor: middle }
        .end { text-anchor: end }
        .grid { stroke: #d8dee4 }
        .axis { stroke: #818b98 }
        polyline { fill: none; stroke-width: 2 }
        .ours0 { stroke: #54aeff } .ours1 { stroke: #0969da } .ours2 { stroke: #0a3069 }
        .other0 { stroke: #f5a36b } .other1 { stroke: #d1570f } .other2 { stroke: #8a3606 }
        .other0, .other1, .other2 { stroke-dasharray: 6 4 }
        circle { stroke-dasharray: none !important; stroke-width: 2; fill: #ffffff }
        @media (prefers-color-scheme: dark) {
          .page { fill: #0d1117 }
          text { fill: #9198a1 }
          .title { fill: #f0f6fc }
          .grid { stroke: #262c36 }
          .axis { stroke: #656c76 }
          .ours0 { stroke: #b6e0ff } .ours1 { stroke: #58a6ff } .ours2 { stroke: #2f6fd0 }
          .other0 { stroke: #ffd0a8 } .other1 { stroke: #f0883e } .other2 { stroke: #bd5c1c }
          circle { fill: #0d1117 }
        }
        """;

    private readonly SvgCanvas _canvas = new(Width, Height, "Bytes on the wire to identify what differs between two regions", StyleSheet);
    private readonly LogScale _x = new(1, 10_000, 188, 640);
    private readonly LogScale _y = new(50, 20_000_000, Bottom, Top);

    private ReconcilePicture()
    {
    }

    /// <summary>The picture of these rows; those of one store, as the bytes do not depend on it.</summary>
    public static string Draw(IReadOnlyList<ReconcileRow> rows)
    {
        var shown = rows.Where(row => row.Store == rows[0].Store && row.Pattern != DifferencePattern.Lost).ToList();
        var picture = new ReconcilePicture();
        picture.Frame();
        foreach (var (place, series) in shown.GroupBy(row => row.N).OrderBy(group => group.Key).Index())
        {
            var style = Math.Min(place, Styles - 1);
            var name = series.Key.ToString("N0", CultureInfo.InvariantCulture);
            picture.Legend(place, $"ours{style}", line: 0, name);
            if (series.Any(row => row.NegentropyBytes is not null))
                picture.Legend(place, $"other{style}", line: 1, name);
            picture.Series($"other{style}", $"negentropy, {name} events", [.. series], row => row.NegentropyBytes);
            picture.Series($"ours{style}", $"Aevrion, {name} events", [.. series], row => row.BytesToIdentify);
        }

        return picture._canvas.ToString();
    }

    private void Frame()
    {
        _canvas.Text("title", new Point(Left, 28), "Bytes on the wire to identify what differs");
        _canvas.Text("label", new Point(Left, 62), "Aevrion, events:");
        _canvas.Text("label", new Point(Left, 80), "negentropy*, events:");
        foreach (var bytes in _y.Decades())
        {
            _canvas.Line("grid", new Point(Left, _y.At(bytes)), new Point(Right, _y.At(bytes)));
            _canvas.Text("end", new Point(Left - 8, _y.At(bytes) + 4), Amount(bytes));
        }

        _canvas.Line("axis", new Point(Left, Bottom), new Point(Right, Bottom));
        _canvas.Text("middle", new Point(NoneX, Bottom + 18), "0");
        foreach (var missing in _x.Decades())
        {
            _canvas.Line("axis", new Point(_x.At(missing), Bottom), new Point(_x.At(missing), Bottom + 4));
            _canvas.Text("middle", new Point(_x.At(missing), Bottom + 18), missing.ToString("N0", CultureInfo.InvariantCulture));
        }

        _canvas.Text("middle", new Point(WindowX, Bottom + 18), "10,000 in");
        _canvas.Text("middle", new Point(WindowX, Bottom + 33), "one window");
        _canvas.Text("middle", new Point((_x.From + _x.To) / 2, Bottom + 40), "missing events, at random places in 30 days");
        _canvas.Text("label", new Point(Left, Height - 10), "* measured elsewhere, not in the same run");
    }

    private void Legend(int place, string kind, int line, string name)
    {
        var start = Left + 136 + (place * LegendStep);
        var y = 58 + (18 * line);
        _canvas.Path(kind, [new Point(start, y), new Point(start + 34, y)]);
        _canvas.Text("label", new Point(start + 42, y + 4), name);
    }

    private void Series(string kind, string name, List<ReconcileRow> rows, Func<ReconcileRow, long?> bytesOf)
    {
        var dots = rows
            .Select(row => (Row: row, Bytes: bytesOf(row)))
            .Where(dot => dot.Bytes > 0)
            .Select(dot => (dot.Row, At: new Point(PlaceOf(dot.Row), _y.At(dot.Bytes!.Value)), Note: $"{name}, {dot.Row.D:N0} missing: {dot.Bytes:N0} bytes"))
            .ToList();
        var line = dots.Where(dot => dot.Row is { Pattern: DifferencePattern.Random, D: > 0 }).OrderBy(dot => dot.Row.D).Select(dot => dot.At).ToList();
        if (line.Count > 1)
            _canvas.Path(kind, line);
        foreach (var (_, at, note) in dots)
            _canvas.Dot(kind, at, DotRadius, note);
    }

    private double PlaceOf(ReconcileRow row) =>
        row.Pattern == DifferencePattern.Window ? WindowX : row.D == 0 ? NoneX : _x.At(row.D);

    private static string Amount(double bytes) => bytes switch
    {
        >= 1_000_000 => $"{bytes / 1_000_000:0} MB",
        >= 1_000 => $"{bytes / 1_000:0} KB",
        _ => $"{bytes:0} B",
    };
}
