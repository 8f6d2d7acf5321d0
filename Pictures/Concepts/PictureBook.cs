namespace Aevrion.Pictures.Concepts;

/// <summary>The pictures of the page.</summary>
internal static class PictureBook
{
    /// <summary>All of them, in the order of the page, new ones at each call.</summary>
    public static IReadOnlyList<IPicture> All =>
    [
        new EventPicture(), new TimeTreePicture(), new ProgressiveDigestPicture(), new PushPicture(), new ExchangePicture(), new SketchPicture(),
        new WatermarkPicture(), new ConflictPicture(),
    ];
}
