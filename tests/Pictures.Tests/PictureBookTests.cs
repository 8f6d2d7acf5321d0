using System.Xml.Linq;
using Aevrion.Pictures.Concepts;

namespace Aevrion.Pictures.Tests;

public sealed class PictureBookTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "docs", "pictures");

    public static TheoryData<string> FileNames => [.. PictureBook.All.Select(picture => picture.FileName)];

    [Theory]
    [MemberData(nameof(FileNames))]
    public async Task The_picture_in_the_docs_is_the_one_that_is_drawn(string fileName)
    {
        var drawn = PictureBook.All.Single(picture => picture.FileName == fileName).Draw();
        var kept = await File.ReadAllTextAsync(Path.Combine(Folder, fileName), TestContext.Current.CancellationToken);
        Assert.True(drawn == kept, $"docs/pictures/{fileName} is not what is drawn now. Run ./aevrion pictures and look at it.");
    }

    [Theory]
    [MemberData(nameof(FileNames))]
    public void Every_picture_says_what_it_shows_and_has_colours_for_a_dark_page(string fileName)
    {
        var drawn = PictureBook.All.Single(picture => picture.FileName == fileName).Draw();
        var root = XDocument.Parse(drawn).Root!;
        Assert.NotEmpty(root.Element(root.Name.Namespace + "title")!.Value);
        Assert.Contains("prefers-color-scheme: dark", drawn, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(FileNames))]
    public void All_of_a_picture_is_on_its_page(string fileName)
    {
        var root = XDocument.Parse(PictureBook.All.Single(picture => picture.FileName == fileName).Draw()).Root!;
        var (width, height) = (Number(root, "width"), Number(root, "height"));
        foreach (var element in root.Elements().Where(element => element.Attribute("x") is not null))
        {
            Assert.InRange(Number(element, "x") + Number(element, "width"), 0, width);
            Assert.InRange(Number(element, "y") + Number(element, "height"), 0, height);
        }
    }

    [Fact]
    public async Task Every_picture_is_on_the_page_of_concepts()
    {
        var page = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "concepts.md"), TestContext.Current.CancellationToken);
        Assert.All(PictureBook.All, picture => Assert.Contains($"(pictures/{picture.FileName})", page, StringComparison.Ordinal));
    }

    private static double Number(XElement element, string attribute) =>
        element.Attribute(attribute) is { } found ? double.Parse(found.Value, System.Globalization.CultureInfo.InvariantCulture) : 0;
}
