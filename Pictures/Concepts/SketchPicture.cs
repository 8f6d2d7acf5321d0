using Aevrion.Core.Reconciliation;
using Aevrion.Pictures.Drawing;
using Aevrion.Pictures.Regions;
using Point = Aevrion.Pictures.Drawing.SvgCanvas.Point;

namespace Aevrion.Pictures.Concepts;

/// <summary>Coded symbols of two sets that are nearly the same, and how their difference remains.</summary>
internal sealed class SketchPicture : IPicture
{
    private const int Common = 9;
    private const int OnlyEu = 2;
    private const int OnlyUs = 1;
    private const double Left = 216;
    private const double Column = 62;
    private const double Top = 112;
    private const double Row = 22;

    private readonly SvgCanvas _canvas = new(820, 590, "Which events are part of which coded symbol, and what remains when symbols are subtracted", PictureStyle.Sheet);
    private readonly SketchScheme _scheme = SketchScheme.FromSalt([4]);

    /// <inheritdoc/>
    public string FileName => "sketch.svg";

    /// <inheritdoc/>
    public string Draw()
    {
        var events = DrawnEvents.Many(new DrawnNumbers(5), Common + OnlyEu + OnlyUs, 1_700_000_000_000, 60_000);
        var items = events.ToDictionary(item => SaltedItems.OfEvent(_scheme, item.Id), item => item.Id.ToString()[..8]);
        var eu = new RatelessEncoder<Item8>(_scheme, items.Keys.Take(Common + OnlyEu));
        var us = new RatelessEncoder<Item8>(_scheme, [.. items.Keys.Take(Common), .. items.Keys.Skip(Common + OnlyEu)]);
        var decoder = new RatelessDecoder<Item8>(_scheme, us, DecoderLimits.For(10));
        while (decoder.Status == DecoderStatus.NeedsMore)
            decoder.Add(eu[decoder.Received]);
        if (decoder.OnlyThere.Count != OnlyEu || decoder.OnlyHere.Count != OnlyUs)
            throw new InvalidOperationException("The difference was not found.");

        _canvas.Text("title", new Point(24, 32), "Coded symbols: what both hold cancels out");
        DrawHead(decoder.Received);
        foreach (var (place, (item, digits)) in items.Index())
            DrawItem(Top + (place * Row), item, digits, place < Common ? "both" : place < Common + OnlyEu ? "only eu" : "only us", decoder.Received);
        DrawCounts(Top + (items.Count * Row) + 8, eu, us, decoder.Received);
        DrawWords(Top + (items.Count * Row) + 116, decoder);
        return _canvas.ToString();
    }

    private static double PlaceOf(int symbol) => Left + (symbol * Column) + (Column / 2);

    private void DrawHead(int symbols)
    {
        _canvas.Text("strong", new Point(24, Top - 30), "event");
        _canvas.Text("strong", new Point(124, Top - 30), "held by");
        for (var symbol = 0; symbol < symbols; symbol++)
            _canvas.Text("small middle", new Point(PlaceOf(symbol), Top - 30), $"symbol {symbol}");
        _canvas.Line("faint", new Point(24, Top - 20), new Point(Left + (symbols * Column), Top - 20));
    }

    private void DrawItem(double y, Item8 item, string digits, string heldBy, int symbols)
    {
        _canvas.Text("code", new Point(24, y + 4), digits);
        _canvas.Text(heldBy == "both" ? "small" : "bad", new Point(124, y + 4), heldBy);
        // The symbols of a set of one tell where that one is part of.
        var alone = new RatelessEncoder<Item8>(_scheme, [item]);
        for (var symbol = 0; symbol < symbols; symbol++)
        {
            if (alone[symbol].Count != 0)
                _canvas.Dot(heldBy == "both" ? "pale" : "second", new Point(PlaceOf(symbol), y), heldBy == "both" ? 5 : 7, $"{digits} is part of symbol {symbol}");
        }
    }

    private void DrawCounts(double y, RatelessEncoder<Item8> eu, RatelessEncoder<Item8> us, int symbols)
    {
        _canvas.Line("faint", new Point(24, y - 8), new Point(Left + (symbols * Column), y - 8));
        _canvas.Text("", new Point(24, y + 16), "events in eu's symbol");
        _canvas.Text("", new Point(24, y + 40), "events in us's symbol");
        _canvas.Text("strong", new Point(24, y + 66), "left of both, subtracted");
        for (var symbol = 0; symbol < symbols; symbol++)
        {
            var difference = eu[symbol] - us[symbol];
            _canvas.Text("middle", new Point(PlaceOf(symbol), y + 16), $"{eu[symbol].Count}");
            _canvas.Text("middle", new Point(PlaceOf(symbol), y + 40), $"{us[symbol].Count}");
            _canvas.Box(IsSingle(difference) ? "second-box" : "box", new Point(PlaceOf(symbol) - 24, y + 49), 48, 24, 4);
            _canvas.Text(
                IsSingle(difference) ? "strong middle" : "small middle", new Point(PlaceOf(symbol), y + 66), IsZero(difference) ? "none" : IsSingle(difference) ? "one" : "several");
        }
    }

    private void DrawWords(double y, RatelessDecoder<Item8> decoder)
    {
        _canvas.Text("", new Point(24, y), "A symbol adds up (exclusive or) the events that are part of it: the dots. The event's own hash decides which these are.");
        _canvas.Text("", new Point(24, y + 22), "us takes its own symbols away from eu's, and all that both hold is gone. A framed symbol has a single event left, which");
        _canvas.Text("", new Point(24, y + 44), "gives itself away and is taken out of the others, until nothing is left.");
        _canvas.Text("strong", new Point(24, y + 70), $"{decoder.Received} symbols tell the {OnlyEu + OnlyUs} differences of these {Common + OnlyEu + OnlyUs} events. Of a million events they would tell them, too.");
    }

    private bool IsSingle(CodedSymbol<Item8> symbol) => symbol.Count is 1 or -1 && symbol.Checksum == symbol.Sum.Hash(_scheme.Key);

    private static bool IsZero(CodedSymbol<Item8> symbol) => symbol.Count == 0 && symbol.Checksum == 0 && symbol.Sum.Value == 0;
}
