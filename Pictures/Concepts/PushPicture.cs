using Aevrion.Core.Sync.Push;
using Aevrion.Pictures.Drawing;
using Aevrion.Pictures.Regions;
using Point = Aevrion.Pictures.Drawing.SvgCanvas.Point;

namespace Aevrion.Pictures.Concepts;

/// <summary>A push stream that is cut: what waits, what is dropped, and what brings it.</summary>
internal sealed class PushPicture : IPicture
{
    private const int BeforeCut = 4;
    private const int WhileCut = 9;
    private const int AfterCut = 2;
    private const int OutboxEvents = 6;
    private const double Left = 76;
    private const double Pitch = 48;
    private const double Top = 108;
    private const double Bottom = 262;

    private readonly SvgCanvas _canvas = new(820, 400, "Events pushed from one region to another, before, during and after a cut of the link", PictureStyle.Sheet);

    /// <inheritdoc/>
    public string FileName => "push.svg";

    /// <inheritdoc/>
    public string Draw()
    {
        var outbox = new Outbox(maxEvents: OutboxEvents, maxStamps: 0);
        var numbers = new DrawnNumbers(3);
        var events = DrawnEvents.Many(numbers, BeforeCut + WhileCut + AfterCut, 1_700_000_000_000, 60_000);
        outbox.Add([.. events.Take(BeforeCut)]);
        outbox.Acknowledge(BeforeCut);
        foreach (var item in events.Skip(BeforeCut).Take(WhileCut))
            outbox.Add([item]);
        var (firstHeld, lastHeld) = (outbox.FirstPosition, outbox.LastPosition);

        _canvas.Text("title", new Point(24, 32), "Push first; the exchange finds what a push has lost");
        DrawRegion("eu", Top, "first-box");
        DrawRegion("us", Bottom, "second-box");
        DrawCut();
        foreach (var (place, item) in events.Index())
            DrawEvent(place + 1, item.Id.ToString()[..4], isDropped: place + 1 > BeforeCut && place + 1 < firstHeld, waited: place + 1 >= firstHeld && place + 1 <= lastHeld);
        DrawSign();
        DrawWords(firstHeld, lastHeld);
        return _canvas.ToString();
    }

    private void DrawRegion(string name, double y, string kind)
    {
        _canvas.Box(kind, new Point(24, y - 14), 38, 28);
        _canvas.Text("strong middle", new Point(43, y + 5), name);
        _canvas.Line("faint", new Point(Left - 10, y), new Point(800, y));
    }

    private void DrawCut()
    {
        var from = Left + (BeforeCut * Pitch) - 6;
        _canvas.Box("box", new Point(from, Top + 34), WhileCut * Pitch, Bottom - Top - 68);
    }

    private void DrawSign()
    {
        var middle = new Point(Left - 6 + ((BeforeCut + (WhileCut / 2.0)) * Pitch), (Top + Bottom) / 2);
        _canvas.Box("page", new Point(middle.X - 60, middle.Y - 14), 120, 28);
        _canvas.Text("strong middle", new Point(middle.X, middle.Y + 5), "the link is cut");
    }

    private void DrawEvent(int position, string digits, bool isDropped, bool waited)
    {
        var x = Left + ((position - 0.5) * Pitch) - 6;
        foreach (var y in new[] { Top, Bottom })
        {
            _canvas.Box(isDropped ? "lit" : "heat2", new Point(x - 20, y - 18), 40, 36, 4);
            _canvas.Text("tiny middle", new Point(x, y - 3), $"{position}");
            _canvas.Text("tiny middle", new Point(x, y + 10), digits);
        }

        var kind = isDropped ? "second-line" : "first-line";
        if (isDropped || waited)
            _canvas.Line(kind + " dashed", new Point(x, Top + 22), new Point(x, Bottom - 34));
        _canvas.Arrow(kind, new Point(x, isDropped || waited ? Bottom - 33 : Top + 22), new Point(x, Bottom - 21));
    }

    private void DrawWords(long firstHeld, long lastHeld)
    {
        _canvas.Text("small", new Point(Left - 6, Top - 34), "written in eu: position in the push stream, and the first digits of the id");
        var y = Bottom + 52;
        _canvas.Text("strong", new Point(24, y), $"1 to {BeforeCut}");
        _canvas.Text("", new Point(104, y), "pushed as soon as they are committed, and acknowledged once they are durable in us");
        _canvas.Text("bad", new Point(24, y + 24), $"{BeforeCut + 1} to {firstHeld - 1}");
        _canvas.Text("", new Point(104, y + 24), $"dropped, as the outbox was full (here {OutboxEvents} events, not {PushLimits.MaxOutboxEvents + PushLimits.MaxOutboxStamps:N0}); the next exchange finds and brings them");
        _canvas.Text("strong", new Point(24, y + 48), $"{firstHeld} to {lastHeld}");
        _canvas.Text("", new Point(104, y + 48), "waited in the outbox; pushed behind the last position that us has acknowledged");
        _canvas.Text("strong", new Point(24, y + 72), $"{lastHeld + 1} on");
        _canvas.Text("", new Point(104, y + 72), "pushed as before. Nobody who wrote has waited for the link");
    }
}
