using System.Text;
using Aevrion.Core.Events;
using Aevrion.Pictures.Drawing;
using Aevrion.Pictures.Regions;
using Point = Aevrion.Pictures.Drawing.SvgCanvas.Point;

namespace Aevrion.Pictures.Concepts;

/// <summary>The bytes of an event, the id that is their hash, and what changes it.</summary>
internal sealed class EventPicture : IPicture
{
    private const string Key = "user:123";
    private const string Value = "{\"name\":\"Alice\"}";
    private const long Timestamp = 1_700_000_000_000;
    private const double Left = 41;
    private const double Cell = 18;
    private const double CellsTop = 84;
    private const double CellHeight = 36;

    /// <inheritdoc/>
    public string FileName => "event.svg";

    /// <inheritdoc/>
    public string Draw()
    {
        var canvas = new SvgCanvas(820, 420, "The bytes of an event and the id derived from them", PictureStyle.Sheet);
        canvas.Text("title", new Point(24, 32), "An event's id is the hash of what it says");
        DrawBytes(canvas);
        DrawId(canvas);
        DrawOthers(canvas);
        return canvas.ToString();
    }

    private static void DrawBytes(SvgCanvas canvas)
    {
        var value = Encoding.UTF8.GetBytes(Value);
        var bytes = new byte[CanonicalEncoding.EncodedLength(Key.Length, value.Length)];
        CanonicalEncoding.Encode(Key, value, Timestamp, bytes);
        (string Name, int Length, string Kind)[] fields =
        [
            ("length", 4, "box"), ("key", Key.Length, "first-box"), ("kind", 1, "box"), ("length", 4, "box"),
            ("value", value.Length, "second-box"), ("timestamp", 8, "third-box"),
        ];
        var place = 0;
        foreach (var (name, length, kind) in fields)
        {
            var x = Left + (place * Cell);
            canvas.Text("small middle", new Point(x + (length * Cell / 2), CellsTop - 10), name);
            canvas.Box(kind, new Point(x, CellsTop), length * Cell, CellHeight, 3);
            for (var i = 0; i < length; i++, place++)
            {
                var middle = Left + (place * Cell) + (Cell / 2);
                canvas.Text("tiny middle", new Point(middle, CellsTop + 15), $"{bytes[place]:x2}");
                if (name is "key" or "value")
                    canvas.Text("tiny middle", new Point(middle, CellsTop + 29), ((char)bytes[place]).ToString());
            }
        }
    }

    private static void DrawId(SvgCanvas canvas)
    {
        var bottom = CellsTop + CellHeight;
        canvas.Arrow("arrow", new Point(410, bottom + 10), new Point(410, bottom + 48));
        canvas.Text("", new Point(422, bottom + 34), "BLAKE3");
        canvas.Box("box", new Point(150, bottom + 52), 520, 34);
        canvas.Text("code middle", new Point(410, bottom + 73), Made("eu", Value, Timestamp).Id.ToString());
        canvas.Text("small middle", new Point(410, bottom + 106), "Origin, parents and batch travel with the event. They are no part of the id.");
    }

    private static void DrawOthers(SvgCanvas canvas)
    {
        var id = Made("eu", Value, Timestamp).Id;
        (string What, Event Made)[] others =
        [
            ("the same write in another region", Made("us", Value, Timestamp)),
            ("a millisecond later", Made("eu", Value, Timestamp + 1)),
            ("another letter in the value", Made("eu", Value.Replace('A', 'a'), Timestamp)),
            ("the key deleted instead", Event.Create(Key, default(ReadOnlyMemory<byte>?), Timestamp, "eu")),
        ];
        var y = 268.0;
        canvas.Line("faint", new Point(Left, y), new Point(820 - Left, y));
        foreach (var (what, made) in others)
        {
            y += 32;
            var same = made.Id == id;
            canvas.Text("", new Point(Left, y), what);
            canvas.Text("code", new Point(270, y), $"{made.Id.ToString()[..44]}…");
            canvas.Text(same ? "good end" : "bad end", new Point(820 - Left, y), same ? "the same event" : "another event");
        }
    }

    private static Event Made(string origin, string value, long timestamp) => DrawnEvents.Of(Key, value, timestamp, origin);
}
