using System.Xml.Linq;
using Aevrion.Pictures.Drawing;
using Point = Aevrion.Pictures.Drawing.SvgCanvas.Point;

namespace Aevrion.Pictures.Tests;

public sealed class SvgCanvasTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Fact]
    public void What_is_drawn_is_in_the_picture_with_its_class()
    {
        var canvas = new SvgCanvas(200, 100, "title", ".a { stroke: red }");
        canvas.Line("a", new Point(1, 2), new Point(3.25, 4));
        canvas.Path("b", [new Point(0, 0), new Point(10, 5)]);
        canvas.Dot("c", new Point(7, 8), 2, "note");
        canvas.Text("d", new Point(9, 9), "words");

        var root = Parse(canvas);
        Assert.Equal("0 0 200 100", root.Attribute("viewBox")!.Value);
        Assert.Equal(("a", "3.3"), (Of(root, "line").Attribute("class")!.Value, Of(root, "line").Attribute("x2")!.Value));
        Assert.Equal("0,0 10,5", Of(root, "polyline").Attribute("points")!.Value);
        Assert.Equal("note", Of(root, "circle").Value);
        Assert.Equal("words", Of(root, "text").Value);
    }

    [Fact]
    public void Text_with_markup_in_it_stays_text()
    {
        var canvas = new SvgCanvas(1, 1, "a < b", "");
        canvas.Text("t", new Point(0, 0), "<b> & \"c\"");
        Assert.Equal("<b> & \"c\"", Of(Parse(canvas), "text").Value);
    }

    private static XElement Parse(SvgCanvas canvas) => XDocument.Parse(canvas.ToString()).Root!;

    private static XElement Of(XElement root, string name) => root.Element(Svg + name)!;
}
