namespace Aevrion.Silo.Http.OpenApi;

/// <summary>An answer that is no problem.</summary>
/// <param name="Status">Its status.</param>
/// <param name="Text">What it means.</param>
internal sealed record AnswerDescription(int Status, string Text)
{
    public const string Json = "application/json";
    public const string JsonLines = "application/x-ndjson";
    public const string Bytes = "application/octet-stream";

    /// <summary>Type of its body; null for none.</summary>
    public string? MediaType { get; init; }

    /// <summary>The document in the body, or on each of its lines; null for anything else.</summary>
    public Type? Document { get; init; }

    /// <summary>Headers and what they mean.</summary>
    public IReadOnlyList<(string Name, string Text)> Headers { get; init; } = [];

    /// <summary>200 and a JSON document.</summary>
    public static AnswerDescription Of<T>(string text) => new(StatusCodes.Status200OK, text) { MediaType = Json, Document = typeof(T) };
}
