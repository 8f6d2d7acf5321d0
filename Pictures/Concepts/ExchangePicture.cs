using System.Globalization;
using Aevrion.Core.Reconciliation;
using Aevrion.Core.Sync.Exchange;
using Aevrion.Core.Sync.Protocol;
using Aevrion.Core.Tree;
using Aevrion.Pictures.Drawing;
using Aevrion.Pictures.Regions;
using Point = Aevrion.Pictures.Drawing.SvgCanvas.Point;

namespace Aevrion.Pictures.Concepts;

/// <summary>Every message of an exchange that repairs a small difference, with its size.</summary>
internal sealed class ExchangePicture : IPicture
{
    private const int Events = 10_000;
    private const int LackingThere = 3;
    private const int LackingHere = 2;
    private const int Minutes = 600;
    private const int IdBytes = Core.Hash256.Length;
    private const double Dialler = 150;
    private const double Listener = 670;
    private const double Top = 112;
    private const double Pitch = 44;

    private static readonly TreeShape Shape = new();

    private readonly SvgCanvas _canvas = new(820, 606, "The messages of an exchange between two regions and their sizes", PictureStyle.Sheet);

    /// <inheritdoc/>
    public string FileName => "exchange.svg";

    /// <inheritdoc/>
    public string Draw()
    {
        var from = Shape.LeafOf(1_700_000_000_000);
        var events = DrawnEvents.Many(new DrawnNumbers(11), Events, Shape.StartOf(from), Minutes * Shape.GranularityMs);
        var eu = new PictureRegion(Shape);
        var us = new PictureRegion(Shape);
        eu.Add(events.Skip(LackingHere));
        us.Add(events.Take(Events - LackingThere));
        var exchange = new RecordedExchange(eu, us, Shape, from + Minutes);
        var outcome = exchange.Run(new byte[] { 1 });
        if (!outcome.Equal || eu.Count != Events || us.Count != Events)
            throw new InvalidOperationException("The exchange did not make the regions equal.");

        _canvas.Text("title", new Point(24, 32), $"An exchange: {LackingHere + LackingThere} of {Events.ToString("N0", CultureInfo.InvariantCulture)} events differ");
        DrawLine("eu", Dialler, $"lacks {LackingHere}", "first-box", exchange.Frames.Count);
        DrawLine("us", Listener, $"lacks {LackingThere}", "second-box", exchange.Frames.Count);
        foreach (var (place, frame) in exchange.Frames.Index())
            DrawFrame(Top + (place * Pitch), frame);
        DrawTotal(Top + (exchange.Frames.Count * Pitch), exchange, outcome);
        return _canvas.ToString();
    }

    private void DrawLine(string region, double x, string lacks, string kind, int frames)
    {
        _canvas.Line("faint", new Point(x, 84), new Point(x, Top + (frames * Pitch) - 16));
        _canvas.Box(kind, new Point(x - 60, 54), 120, 30);
        _canvas.Text("strong middle", new Point(x, 74), $"{region}, {lacks}");
    }

    private void DrawFrame(double y, RecordedFrame frame)
    {
        var (from, to) = frame.IsRequest ? (Dialler, Listener) : (Listener, Dialler);
        _canvas.Arrow(frame.IsRequest ? "first-line" : "second-line", new Point(from, y), new Point(to, y));
        _canvas.Text("middle", new Point((Dialler + Listener) / 2, y - 8), WordsOf(frame.Frame));
        _canvas.Text(frame.IsRequest ? "small end" : "small", new Point(frame.IsRequest ? Dialler - 10 : Listener + 10, y + 4), $"{frame.Bytes} bytes");
    }

    private void DrawTotal(double y, RecordedExchange exchange, ExchangeOutcome outcome)
    {
        var bytes = exchange.Frames.Sum(frame => frame.Bytes);
        _canvas.Text("strong middle", new Point(410, y + 10), $"{outcome.RoundTrips} round trips, {bytes:N0} bytes, the moved events included; then both hold the same, and know it");
        _canvas.Text("small middle", new Point(410, y + 32), $"The ids of all events on one side alone would be {(Events * IdBytes).ToString("N0", CultureInfo.InvariantCulture)} bytes.");
    }

    private static string WordsOf(Frame frame) => frame.BodyCase switch
    {
        Frame.BodyOneofCase.ProbeRequest => "my horizon, and the digest of all I hold below it",
        Frame.BodyOneofCase.ProbeAnswer => $"not equal; my progressive digest in short: {frame.ProbeAnswer.Nodes.Digests.Length / sizeof(ulong)} nodes",
        Frame.BodyOneofCase.LeafSketchRequest => $"which leaves differ, under these {frame.LeafSketchRequest.Under.Sum(list => list.Gaps.Count)} nodes?",
        Frame.BodyOneofCase.LeafSketchAnswer => $"my leaves there: {Sketched(frame.LeafSketchAnswer.Symbols.Span, frame.LeafSketchAnswer.Items.Length)}",
        Frame.BodyOneofCase.EventSketchRequest => $"which events differ, in these {frame.EventSketchRequest.Leaves.Gaps.Count} leaves?",
        Frame.BodyOneofCase.EventSketchAnswer => $"my events there: {Sketched(frame.EventSketchAnswer.Symbols.Span, frame.EventSketchAnswer.Items.Length)}",
        Frame.BodyOneofCase.Transfer when !frame.Transfer.Last => $"{frame.Transfer.Events.Count} events that you lack",
        Frame.BodyOneofCase.Transfer => $"give me the {frame.Transfer.Wanted.Length / sizeof(ulong)} that I lack, and your digest after that",
        Frame.BodyOneofCase.TransferAnswer when frame.TransferAnswer.More => $"{frame.TransferAnswer.Events.Count} events",
        Frame.BodyOneofCase.TransferAnswer => "the digest of all I hold now: it is the same as yours",
        _ => throw new InvalidOperationException($"No words for {frame.BodyCase}."),
    };

    private static string Sketched(ReadOnlySpan<byte> symbols, int itemBytes)
    {
        if (symbols.IsEmpty)
            return $"a list of {itemBytes / sizeof(ulong)}";
        return new SketchCodec<Item8>(SketchScheme.FromSalt([])).TryRead(symbols, SymbolMapping.MaxSymbols, out var run)
            ? $"{run.Symbols.Length} coded symbols"
            : throw new InvalidOperationException("The answer has no symbols.");
    }
}
