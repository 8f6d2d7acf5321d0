namespace Aevrion.Pictures.Concepts;

/// <summary>A picture of the concepts page. What it shows is computed by Core when it is drawn, and is the same every time.</summary>
internal interface IPicture
{
    /// <summary>Its file in docs/pictures.</summary>
    string FileName { get; }

    /// <summary>The picture as SVG. To be called once.</summary>
    string Draw();
}
