using System.Xml.Linq;
using Aevrion.Bench.Reconcile.Report;
using Aevrion.Bench.Reconcile.Workload;

namespace Aevrion.Bench.Tests.Reconcile;

public sealed class ReconcilePictureTests
{
    private const int InLegendAndPicture = 2;

    [Fact]
    public void The_picture_has_a_line_and_dots_for_each_number_of_events_and_for_negentropy_where_that_is_known()
    {
        var picture = Draw(1_000_000, 77);
        Assert.Equal(InLegendAndPicture, Count(picture, "polyline", "ours0"));
        Assert.Equal(InLegendAndPicture, Count(picture, "polyline", "ours1"));
        Assert.Equal(InLegendAndPicture, Count(picture, "polyline", "other1"));
        Assert.Equal(0, Count(picture, "polyline", "other0"));
        Assert.Equal(4, Count(picture, "circle", "ours1"));
        Assert.Equal(3, Count(picture, "circle", "other1"));
        Assert.Equal(0, Count(picture, "circle", "other0"));
    }

    [Fact]
    public void The_picture_has_colours_for_light_and_for_dark_pages() =>
        Assert.Contains("prefers-color-scheme: dark", Draw(77).ToString(), StringComparison.Ordinal);

    private static XElement Draw(params int[] events)
    {
        var rows = events.SelectMany(number => new[]
        {
            Rows.Of(number, DifferencePattern.Random, 0, Rows.Round(68)),
            Rows.Of(number, DifferencePattern.Random, 1, Rows.Round(1_000)),
            Rows.Of(number, DifferencePattern.Random, 10, Rows.Round(3_000)),
            Rows.Of(number, DifferencePattern.Window, 10_000, Rows.Round(45_000)),
        });
        return XDocument.Parse(ReconcilePicture.Draw([.. rows])).Root!;
    }

    private static int Count(XElement picture, string element, string kind) =>
        picture.Elements().Count(item => item.Name.LocalName == element && item.Attribute("class")!.Value == kind);
}
