using System.Globalization;
using Aevrion.Core.Tree;
using Aevrion.Pictures.Drawing;
using Aevrion.Pictures.Regions;
using Point = Aevrion.Pictures.Drawing.SvgCanvas.Point;

namespace Aevrion.Pictures.Concepts;

/// <summary>The tree over an hour of events, and which nodes of it differ when one event is missing.</summary>
internal sealed class TimeTreePicture : IPicture
{
    private const int Levels = 3;
    private const int LeavesShown = 64;
    private const double Left = 108;
    private const double LeafWidth = 10.75;
    private const double Top = 64;
    private const double RowHeight = 46;
    private const double RowPitch = 58;

    /// <summary>Four children a node instead of 32, so that a node of level 3 fits the page.</summary>
    private static readonly TreeShape Shape = new(TreeShape.DefaultGranularityMs, 4);

    private static readonly NodeAddress Root = new(Levels, 442_709);

    private readonly SvgCanvas _canvas = new(820, 428, "The time tree over an hour of events in two regions, one of which lacks an event", PictureStyle.Sheet);
    private readonly PictureRegion _eu = new(Shape);
    private readonly PictureRegion _us = new(Shape);

    /// <summary>Fills both regions.</summary>
    public TimeTreePicture()
    {
        var first = Shape.LeavesUnder(Root).First;
        var numbers = new DrawnNumbers(7);
        for (var minute = 0; minute < LeavesShown; minute++)
        {
            // Busier in the middle, and quiet now and then.
            var busy = numbers.Next(9) == 0 ? 0 : 1 + numbers.Next(6 + (minute * (LeavesShown - minute) / 60));
            _eu.Add(DrawnEvents.Many(numbers, (int)busy, Shape.StartOf(first + minute), Shape.GranularityMs));
        }

        var lost = _eu.Events.First(item => Shape.LeafOf(item.Timestamp) == first + 37);
        _us.Add(_eu.Events.Where(item => item.Id != lost.Id));
    }

    /// <inheritdoc/>
    public string FileName => "time-tree.svg";

    /// <inheritdoc/>
    public string Draw()
    {
        _canvas.Text("title", new Point(24, 32), "The time tree: two regions, one event missing");
        for (var level = Levels; level >= 0; level--)
            DrawLevel(level);
        DrawAxis();
        DrawDifferences();
        return _canvas.ToString();
    }

    private static double RowOf(int level) => Top + ((Levels - level) * RowPitch);

    private void DrawLevel(int level)
    {
        var y = RowOf(level);
        var width = LeafWidth * Math.Pow(Shape.BranchingFactor, level);
        _canvas.Text("strong", new Point(24, y + 20), $"level {level}");
        _canvas.Text("small", new Point(24, y + 36), $"{Math.Pow(Shape.BranchingFactor, level)} min a node");
        var nodes = NodesOf(level).ToList();
        var most = nodes.Max(address => _eu.Tree.Find(address)?.Count ?? 0);
        foreach (var (place, address) in nodes.Index())
        {
            var at = new Point(Left + (place * width), y);
            if (_eu.Tree.Find(address) is not { } node)
            {
                _canvas.Box("empty", at, width - 1.5, RowHeight, 2);
                continue;
            }

            _canvas.Box(Differs(address) ? "lit" : PictureStyle.Heat((double)node.Count / (most + 1)), at, width - 1.5, RowHeight, 2);
            if (level == 0)
                continue;
            _canvas.Text("tiny middle", new Point(at.X + (width / 2) - 0.75, y + 19), Digits(node.Digest, level));
            _canvas.Text("tiny middle", new Point(at.X + (width / 2) - 0.75, y + 35), level == Levels ? $"{node.Count} events" : $"{node.Count}");
        }
    }

    private void DrawAxis()
    {
        var y = RowOf(0) + RowHeight + 16;
        var first = Shape.LeavesUnder(Root).First;
        for (var minute = 0; minute < LeavesShown; minute += 16)
        {
            var time = DateTimeOffset.FromUnixTimeMilliseconds(Shape.StartOf(first + minute));
            _canvas.Text("small", new Point(Left + (minute * LeafWidth), y), time.ToString("HH:mm", CultureInfo.InvariantCulture));
        }

    }

    private void DrawDifferences()
    {
        var y = RowOf(0) + RowHeight + 50;
        var all = Enumerable.Range(0, Levels + 1).SelectMany(NodesOf).Where(address => _eu.Tree.Find(address) is not null).ToList();
        var differing = all.Where(Differs).ToList();
        _canvas.Text("strong", new Point(24, y), $"eu holds {_eu.Count} events, us {_us.Count}.");
        _canvas.Text("", new Point(24, y + 22), $"{differing.Count} of {all.Count} digests differ: those above the missing event.");
        _canvas.Text("", new Point(24, y + 44), "Nobody looks below a node that is equal.");
        _canvas.Text("", new Point(24, y + 66), "Deeper blue: more events. 4 children a node, to fit; usually 32.");
        foreach (var (place, address) in differing.OrderByDescending(address => address.Level).Index())
        {
            var row = y + (place * 22);
            _canvas.Text("end", new Point(500, row), $"level {address.Level}");
            _canvas.Text("code", new Point(512, row), $"eu {Digits(_eu.Tree.Find(address)!.Value.Digest, 2)}…   us {Digits(_us.Tree.Find(address)!.Value.Digest, 2)}…");
        }
    }

    private bool Differs(NodeAddress address) => _eu.Tree.Find(address)?.Digest != _us.Tree.Find(address)?.Digest;

    private static IEnumerable<NodeAddress> NodesOf(int level)
    {
        var leaves = Shape.LeavesUnder(Root);
        for (var index = Shape.AncestorOf(leaves.First, level).Index; index <= Shape.AncestorOf(leaves.End - 1, level).Index; index++)
            yield return new NodeAddress(level, index);
    }

    private static string Digits(Core.Hash256 digest, int level) => digest.ToString()[..(level > 1 ? 12 : 6)];
}
