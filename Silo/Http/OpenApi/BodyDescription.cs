namespace Aevrion.Silo.Http.OpenApi;

/// <summary>The body of a request.</summary>
/// <param name="MediaType">Its type.</param>
/// <param name="Text">What it is.</param>
internal sealed record BodyDescription(string MediaType, string Text)
{
    /// <summary>The document in it, or on each of its lines; null for bytes.</summary>
    public Type? Document { get; init; }
}
