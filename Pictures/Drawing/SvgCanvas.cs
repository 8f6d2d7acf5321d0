using System.Globalization;
using System.Runtime.InteropServices;
using System.Security;
using System.Text;

namespace Aevrion.Pictures.Drawing;

/// <summary>
/// Writes a picture as SVG. Its elements have classes and no colours: the style sheet gives them colours, for a light and for a dark page.
/// </summary>
/// <param name="width">Width in pixels.</param>
/// <param name="height">Height in pixels.</param>
/// <param name="title">What it shows, for those who cannot see it.</param>
/// <param name="styleSheet">CSS.</param>
internal sealed class SvgCanvas(int width, int height, string title, string styleSheet)
{
    private readonly StringBuilder _elements = new();

    /// <summary>A straight line.</summary>
    public void Line(string kind, Point from, Point to) =>
        Add($"<line class=\"{kind}\" x1=\"{Number(from.X)}\" y1=\"{Number(from.Y)}\" x2=\"{Number(to.X)}\" y2=\"{Number(to.Y)}\"/>");

    /// <summary>A line through points.</summary>
    public void Path(string kind, IEnumerable<Point> points) =>
        Add($"<polyline class=\"{kind}\" points=\"{string.Join(' ', points.Select(point => $"{Number(point.X)},{Number(point.Y)}"))}\"/>");

    /// <summary>A dot; who points at it reads the note.</summary>
    public void Dot(string kind, Point at, double radius, string note) =>
        Add($"<circle class=\"{kind}\" cx=\"{Number(at.X)}\" cy=\"{Number(at.Y)}\" r=\"{Number(radius)}\"><title>{Escape(note)}</title></circle>");

    /// <summary>A bar from its upper left corner; who points at it reads the note.</summary>
    public void Bar(string kind, Point from, double width, double height, string note) =>
        Add($"<rect class=\"{kind}\" x=\"{Number(from.X)}\" y=\"{Number(from.Y)}\" width=\"{Number(width)}\" height=\"{Number(height)}\"><title>{Escape(note)}</title></rect>");

    /// <summary>A box with round corners from its upper left corner.</summary>
    public void Box(string kind, Point from, double width, double height, double radius = 6) =>
        Add($"<rect class=\"{kind}\" x=\"{Number(from.X)}\" y=\"{Number(from.Y)}\" width=\"{Number(width)}\" height=\"{Number(height)}\" rx=\"{Number(radius)}\"/>");

    /// <summary>A line with a head at its end.</summary>
    public void Arrow(string kind, Point from, Point to)
    {
        const double Head = 8;
        var length = Math.Max(1, Math.Sqrt(Math.Pow(to.X - from.X, 2) + Math.Pow(to.Y - from.Y, 2)));
        var (alongX, alongY) = ((to.X - from.X) / length * Head, (to.Y - from.Y) / length * Head);
        var neck = new Point(to.X - alongX, to.Y - alongY);
        Line(kind, from, neck);
        Add($"<polygon class=\"{kind} head\" points=\"{Number(to.X)},{Number(to.Y)} {Number(neck.X - (alongY / 2))},{Number(neck.Y + (alongX / 2))} {Number(neck.X + (alongY / 2))},{Number(neck.Y - (alongX / 2))}\"/>");
    }

    /// <summary>Text whose start, middle or end is at a point.</summary>
    public void Text(string kind, Point at, string text) =>
        Add($"<text class=\"{kind}\" x=\"{Number(at.X)}\" y=\"{Number(at.Y)}\">{Escape(text)}</text>");

    /// <summary>The picture.</summary>
    public override string ToString() =>
        $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" role=\"img\">\n"
        + $"<title>{Escape(title)}</title>\n<style>\n{Escape(styleSheet)}\n</style>\n"
        + $"<rect class=\"page\" width=\"{width}\" height=\"{height}\"/>\n{_elements}</svg>\n";

    private void Add(string element) => _elements.Append(element).Append('\n');

    private static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    private static string Escape(string text) => SecurityElement.Escape(text);

    /// <summary>A place, in pixels from the left and from the top.</summary>
    [StructLayout(LayoutKind.Auto)]
    internal readonly record struct Point(double X, double Y);
}
