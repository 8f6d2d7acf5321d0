using Aevrion.Core.Tree;
using Aevrion.Pictures.Drawing;
using Aevrion.Pictures.Regions;
using Point = Aevrion.Pictures.Drawing.SvgCanvas.Point;

namespace Aevrion.Pictures.Concepts;

/// <summary>How far a region knows that all hold the same, while one of three regions is cut off for a while.</summary>
internal sealed class WatermarkPicture : IPicture
{
    private const int Minutes = 40;
    private const int CutFrom = 14;
    private const int CutThrough = 26;
    private const double Left = 84;
    private const double Right = 560;
    private const double Top = 66;
    private const double Bottom = 356;

    private static readonly TreeShape Shape = new();

    private readonly SvgCanvas _canvas = new(820, 416, "The watermark of a region over time, while another region is cut off", PictureStyle.Sheet);

    /// <inheritdoc/>
    public string FileName => "watermark.svg";

    /// <inheritdoc/>
    public string Draw()
    {
        var first = Shape.LeafOf(1_700_000_000_000);
        var model = new FrontierModel(["eu", "us", "ap"], Shape);
        var eu = model.Regions[0];
        List<(long WithUs, long WithAp, long Watermark)> course = [];
        for (var minute = 0; minute < Minutes; minute++)
        {
            var isCut = minute is >= CutFrom and < CutThrough;
            model.Pass(first + minute, (one, other) => !isCut || (one.Name != "ap" && other.Name != "ap"));
            course.Add(((eu.AgreedWith("us") ?? first) - first, (eu.AgreedWith("ap") ?? first) - first, (eu.Watermark ?? first) - first));
        }

        _canvas.Text("title", new Point(24, 32), "The watermark: what all regions are proven to hold alike");
        DrawFrame();
        _canvas.Path("bold-line", course.Select((at, minute) => PlaceOf(minute + 1, at.Watermark)));
        _canvas.Path("first-line", course.Select((at, minute) => PlaceOf(minute + 1, at.WithUs)));
        _canvas.Path("third-line", course.Select((at, minute) => PlaceOf(minute + 1, at.WithAp)));
        DrawWords();
        return _canvas.ToString();
    }

    private static Point PlaceOf(double minute, double leaf) =>
        new(Left + ((Right - Left) * minute / Minutes), Bottom - ((Bottom - Top) * leaf / Minutes));

    private void DrawFrame()
    {
        var cut = PlaceOf(CutFrom, Minutes);
        _canvas.Box("box", cut, PlaceOf(CutThrough, 0).X - cut.X, Bottom - Top, 0);
        _canvas.Text("small middle", new Point(PlaceOf((CutFrom + CutThrough) / 2.0, 0).X, Top + 18), "ap is cut off");
        _canvas.Line("line", PlaceOf(0, 0), PlaceOf(Minutes, 0));
        _canvas.Line("line", PlaceOf(0, 0), PlaceOf(0, Minutes));
        _canvas.Line("line dashed", PlaceOf(0, 0), PlaceOf(Minutes, Minutes));
        for (var minute = 0; minute <= Minutes; minute += 10)
        {
            _canvas.Text("small middle", new Point(PlaceOf(minute, 0).X, Bottom + 18), $"{minute}");
            _canvas.Text("small end", new Point(Left - 8, PlaceOf(0, minute).Y + 4), $"{minute}");
        }

        _canvas.Text("small end", new Point(Right, Bottom + 38), "minutes by the clock");
        _canvas.Text("small", new Point(24, Top - 12), "same through minute");
    }

    private void DrawWords()
    {
        const double X = Right + 24;
        (string Kind, string Words)[] legend =
        [
            ("line dashed", "now"), ("first-line", "eu agreed with us"), ("third-line", "eu agreed with ap"), ("bold-line", "eu's watermark"),
        ];
        foreach (var (place, (kind, words)) in legend.Index())
        {
            var y = Top + 14 + (place * 26);
            _canvas.Line(kind, new Point(X, y - 4), new Point(X + 30, y - 4));
            _canvas.Text("", new Point(X + 40, y), words);
        }

        string[] lines =
        [
            "The watermark is the lowest of", "these. It waits for the region", "that is cut off; writes and reads", "do not.", "",
            "When ap is back, what it wrote", "meanwhile comes in, dated in the", "past. Digests of that time are", "taken anew and agree, and the", "watermark goes on.",
        ];
        foreach (var (place, line) in lines.Index())
            _canvas.Text("", new Point(X, Top + 140 + (place * 18)), line);
    }
}
