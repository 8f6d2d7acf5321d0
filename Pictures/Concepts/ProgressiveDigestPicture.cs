using System.Globalization;
using Aevrion.Core.Tree;
using Aevrion.Pictures.Drawing;
using Point = Aevrion.Pictures.Drawing.SvgCanvas.Point;

namespace Aevrion.Pictures.Concepts;

/// <summary>Which nodes cover all closed time, and how many there are as history grows.</summary>
internal sealed class ProgressiveDigestPicture : IPicture
{
    private const int LeavesShown = 192;
    private const long Horizon = 187;
    private const double Left = 108;
    private const double LeafWidth = 3.55;
    private const double Top = 62;
    private const double RowHeight = 30;
    private const double RowPitch = 38;

    /// <summary>22:13:20 on 14 November 2023.</summary>
    private const long NowMs = 1_700_000_000_000;

    private static readonly TreeShape Small = new(TreeShape.DefaultGranularityMs, 4);
    private static readonly TreeShape Usual = new();

    private readonly SvgCanvas _canvas = new(820, 436, "The nodes of the progressive digest, and their number for histories of different lengths", PictureStyle.Sheet);

    /// <inheritdoc/>
    public string FileName => "progressive-digest.svg";

    /// <inheritdoc/>
    public string Draw()
    {
        _canvas.Text("title", new Point(24, 32), "The progressive digest: few nodes cover all closed time");
        var cover = Small.Cover(Horizon);
        for (var level = Small.TopLevel(Horizon); level >= 0; level--)
            DrawLevel(level, cover);
        DrawHorizon();
        DrawCounts();
        return _canvas.ToString();
    }

    private void DrawLevel(int level, IReadOnlyList<NodeRange> cover)
    {
        var y = RowOf(level);
        var leaves = (long)Math.Pow(Small.BranchingFactor, level);
        var width = leaves * LeafWidth;
        _canvas.Text("strong", new Point(24, y + 19), $"level {level}");
        for (var index = 0L; index * leaves < LeavesShown; index++)
        {
            var isCovering = cover.Any(range => range.Contains(new NodeAddress(level, index)));
            if (isCovering || level > 0)
                _canvas.Box(isCovering ? "heat4" : "empty", new Point(Left + (index * width), y), width - (level > 0 ? 1.5 : 0.8), RowHeight, level > 0 ? 2 : 0);
        }
    }

    private void DrawHorizon()
    {
        var x = Left + (Horizon * LeafWidth);
        var bottom = RowOf(0) + RowHeight;
        _canvas.Line("line dashed", new Point(x, Top - 8), new Point(x, bottom + 6));
        _canvas.Text("small end", new Point(x, bottom + 20), "horizon: time beyond it is still open");
        var nodes = Small.Cover(Horizon).Sum(range => range.End - range.First);
        _canvas.Text("small", new Point(Left, bottom + 20), $"{nodes} nodes cover {Horizon} minutes (4 children a node)");
    }

    private void DrawCounts()
    {
        var y = RowOf(0) + RowHeight + 56;
        (string Name, long Minutes)[] ages =
        [
            ("an hour", 60), ("a day", 1_440), ("30 days", 43_200), ("a year", 525_960), ("10 years", 5_259_600),
        ];
        _canvas.Text("strong", new Point(24, y), "history of");
        _canvas.Text("strong end", new Point(260, y), "minutes");
        _canvas.Text("strong", new Point(290, y), "digests that stand for it, with 32 children a node");
        foreach (var (name, minutes) in ages)
        {
            y += 27;
            var nodes = NodesFor(minutes);
            _canvas.Text("", new Point(24, y), name);
            _canvas.Text("end", new Point(260, y), minutes.ToString("N0", CultureInfo.InvariantCulture));
            _canvas.Box("heat4", new Point(290, y - 13), nodes * 3.2, 17, 2);
            _canvas.Text("", new Point(298 + (nodes * 3.2), y), $"{nodes}");
        }
    }

    private static double RowOf(int level) => Top + ((Small.TopLevel(Horizon) - level) * RowPitch);

    /// <summary>Nodes of the cover that hold anything when there are events in each minute since the history began.</summary>
    private static long NodesFor(long minutes)
    {
        var horizon = Usual.HorizonAt(NowMs, TimeSpan.FromSeconds(2));
        var count = 0L;
        foreach (var range in Usual.Cover(horizon))
        {
            for (var index = range.First; index < range.End; index++)
                count += Usual.LeavesUnder(new NodeAddress(range.Level, index)).End > horizon - minutes ? 1 : 0;
        }

        return count;
    }
}
