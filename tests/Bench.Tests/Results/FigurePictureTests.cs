using System.Globalization;
using System.Xml.Linq;
using Aevrion.Bench.Measuring;
using Aevrion.Bench.Results;

namespace Aevrion.Bench.Tests.Results;

public sealed class FigurePictureTests
{
    private static readonly Figure AtLeastHalf = new("puts", "puts/s") { AtLeast = 0.5 };
    private static readonly Figure AtMostTwice = new("latency", "ms") { AtMost = 2 };

    [Fact]
    public void A_figure_with_a_target_has_a_bar_that_says_whether_it_holds()
    {
        var picture = Draw(Row(AtLeastHalf, 60), Row(AtLeastHalf, 40), Row(AtMostTwice, 100));
        Assert.Equal(["holds", "misses", "holds"], BarsOf(picture).Select(bar => bar.Attribute("class")!.Value));
    }

    [Fact]
    public void Just_at_its_target_a_bar_ends_at_the_line()
    {
        var picture = Draw(Row(AtLeastHalf, 50), Row(AtMostTwice, 200));
        var target = Number(picture.Elements().Single(item => item.Attribute("class")?.Value == "target"), "x1");
        Assert.All(BarsOf(picture), bar => Assert.Equal(target, Number(bar, "x") + Number(bar, "width"), 0.2));
    }

    [Fact]
    public void Where_nothing_has_a_target_there_is_nothing_to_draw() =>
        Assert.Null(FigurePicture.Draw("write", [Row(new Figure("bytes", "bytes"), 5)]));

    [Fact]
    public void The_picture_has_colours_for_light_and_for_dark_pages() =>
        Assert.Contains("prefers-color-scheme: dark", Draw(Row(AtLeastHalf, 60)).ToString(), StringComparison.Ordinal);

    private static FigureRow Row(Figure figure, double value) => FigureRow.Of("write", figure, new Samples(value), "raw", new Samples(100));

    private static XElement Draw(params FigureRow[] rows) => XDocument.Parse(FigurePicture.Draw("write", rows)!).Root!;

    private static IEnumerable<XElement> BarsOf(XElement picture) =>
        picture.Elements().Where(item => item.Name.LocalName == "rect" && item.Attribute("class")!.Value != "page");

    private static double Number(XElement element, string name) => double.Parse(element.Attribute(name)!.Value, CultureInfo.InvariantCulture);
}
