using System.Text;
using Aevrion.Core.Conflicts;
using Aevrion.Core.Events;
using Aevrion.Pictures.Drawing;
using Aevrion.Pictures.Regions;
using Point = Aevrion.Pictures.Drawing.SvgCanvas.Point;

namespace Aevrion.Pictures.Concepts;

/// <summary>The versions of a key that two regions wrote, which of them have seen which, and what settling does.</summary>
internal sealed class ConflictPicture : IPicture
{
    private const double BoxWidth = 164;
    private const double BoxHeight = 66;
    private const long Start = 1_700_000_000_000;

    private readonly SvgCanvas _canvas = new(820, 430, "Versions of a key in two regions: one loses to a concurrent write and is settled later", PictureStyle.Sheet);

    /// <inheritdoc/>
    public string FileName => "conflict.svg";

    /// <inheritdoc/>
    public string Draw()
    {
        var first = DrawnEvents.Of("cart:7", "tea", Start, "eu");
        var left = DrawnEvents.Of("cart:7", "tea, milk", Start + 4_000, "eu", first.Id);
        var right = DrawnEvents.Of("cart:7", "tea, bread", Start + 9_000, "us", first.Id);
        var before = KeyHeads.Of([VersionLineage.Of(first), VersionLineage.Of(left), VersionLineage.Of(right)]);
        var settled = DrawnEvents.Of("cart:7", Text(left), Start + 60_000, "eu", [.. before.All.Select(head => head.Id)]);
        var after = KeyHeads.Of([VersionLineage.Of(first), VersionLineage.Of(left), VersionLineage.Of(right), VersionLineage.Of(settled)]);

        _canvas.Text("title", new Point(24, 32), "A conflict: two writes that have not seen each other");
        DrawLanes();
        var places = new Dictionary<Event, Point>
        {
            [first] = new(96, 96), [left] = new(320, 96), [right] = new(400, 222), [settled] = new(632, 96),
        };
        foreach (var (version, place) in places)
        {
            foreach (var parent in places.Keys.Where(other => version.Parents.Contains(other.Id)))
                DrawDescent(place, places[parent]);
        }

        foreach (var (version, place) in places)
            DrawVersion(version, place, version == settled);
        DrawHeads(before, after, [first, left, right, settled]);
        return _canvas.ToString();
    }

    private static string Text(Event version) => Encoding.UTF8.GetString(version.Value.GetValueOrDefault().Span);

    private void DrawLanes()
    {
        foreach (var (name, y, kind) in new[] { ("eu", 129.0, "first-box"), ("us", 255.0, "second-box") })
        {
            _canvas.Line("faint", new Point(70, y), new Point(796, y));
            _canvas.Box(kind, new Point(24, y - 14), 38, 28);
            _canvas.Text("strong middle", new Point(43, y + 5), name);
        }

        _canvas.Line("line dashed", new Point(290, 60), new Point(290, 310));
        _canvas.Line("line dashed", new Point(596, 60), new Point(596, 310));
        _canvas.Text("small middle", new Point(175, 72), "linked");
        _canvas.Text("small middle", new Point(443, 72), "the link is cut");
        _canvas.Text("small middle", new Point(708, 72), "linked again, and settled");
    }

    private void DrawDescent(Point child, Point parent)
    {
        var isBelow = child.Y > parent.Y;
        var from = new Point(child.X - 2, child.Y + (BoxHeight / 2));
        var to = new Point(parent.X + BoxWidth + 4, parent.Y + (BoxHeight / 2) + (isBelow ? 22 : child.Y < parent.Y ? -22 : 0));
        _canvas.Arrow("arrow", from, to);
    }

    private void DrawVersion(Event version, Point at, bool isSettled)
    {
        _canvas.Box(version.Origin == "eu" ? "first-box" : "second-box", at, BoxWidth, BoxHeight);
        _canvas.Text("strong", new Point(at.X + 12, at.Y + 22), $"cart:7 = {Text(version)}");
        _canvas.Text("small", new Point(at.X + 12, at.Y + 40), isSettled ? "the loser, picked" : $"after {(version.Timestamp - Start) / 1000} s");
        _canvas.Text("tiny", new Point(at.X + 12, at.Y + 56), $"{version.Id.ToString()[..12]}…");
    }

    private void DrawHeads(KeyHeads before, KeyHeads after, IReadOnlyList<Event> versions)
    {
        const double Y = 344;
        string TextOf(EventStamp stamp) => Text(versions.First(version => version.Id == stamp.Id));
        _canvas.Line("faint", new Point(24, Y - 24), new Point(796, Y - 24));
        _canvas.Text("strong", new Point(24, Y), "Once both hold all versions");
        _canvas.Text("", new Point(270, Y), $"the later write wins everywhere: {TextOf(before.Winner!.Value)}");
        _canvas.Text("bad", new Point(270, Y + 22), $"lost to a concurrent write, and listed: {string.Join(", ", before.Losers.Select(TextOf))}");
        _canvas.Text("strong", new Point(24, Y + 50), "Once it is settled");
        _canvas.Text("", new Point(270, Y + 50), $"{TextOf(after.Winner!.Value)} wins; it has seen both, so {(after.Losers.IsEmpty ? "no" : "a")} conflict is left");
        _canvas.Text("small", new Point(24, Y + 72), "An arrow leads from a version to those that its writer had seen: its parents.");
    }
}
