namespace Aevrion.Silo.Http.OpenApi;

/// <summary>A parameter of a request.</summary>
/// <param name="Name">Its name.</param>
/// <param name="In">Where it stands.</param>
/// <param name="Type">What it is: a type of JSON.</param>
/// <param name="Text">What it means.</param>
internal sealed record ParameterDescription(string Name, ParameterPlace In, string Type, string Text)
{
    public const string OfText = "string";
    public const string OfInteger = "integer";
    public const string OfFlag = "boolean";

    /// <summary>A key, the rest of the path.</summary>
    public static ParameterDescription Key { get; } = new(
        "key", ParameterPlace.Path, OfText, "The rest of the path, percent-encoded where needed: 1 to 1,024 bytes of UTF-8. Slashes are part of it.");

    /// <summary>A parameter of the query.</summary>
    public static ParameterDescription Query(string name, string type, string text) => new(name, ParameterPlace.Query, type, text);

    /// <summary>A point in time of the query.</summary>
    public static ParameterDescription Time(string name, string text) =>
        new(name, ParameterPlace.Query, OfText, $"{text} Milliseconds since 1970, ISO 8601, or an age such as '5m ago'.");

    /// <summary>A header of the request.</summary>
    public static ParameterDescription Header(string name, string text) => new(name, ParameterPlace.Header, OfText, text);
}
