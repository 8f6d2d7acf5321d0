using System.Text.Json;

namespace Aevrion.Client;

/// <summary>An RFC 9457 problem document, as far as the client uses it.</summary>
/// <param name="Slug">The last part of the problem's type <c>urn:aevrion:problem:&lt;slug&gt;</c>, or null when the answer was none of Aevrion's.</param>
internal sealed record Problem(string? Slug, int Status, string Detail)
{
    public const string TypePrefix = "urn:aevrion:problem:";

    private const int MaxQuotedCharacters = 200;

    /// <summary>The line of a batch that it is about, from 1.</summary>
    public int? Line { get; init; }

    /// <summary>The event that it is about.</summary>
    public string? Id { get; init; }

    /// <summary>That event's timestamp.</summary>
    public long? Timestamp { get; init; }

    /// <summary>Regions that have what was written.</summary>
    public IReadOnlyList<string> Acknowledged { get; init; } = [];

    /// <summary>Regions that are not known to have it.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];

    /// <summary>What became of a batch that was written.</summary>
    public IReadOnlyList<BatchResult> Results { get; init; } = [];

    /// <summary>True when the region says that it did what was asked, though not all that was to come after it.</summary>
    public bool SaysDone => Slug == AevrionAckTimeoutException.Slug;

    /// <summary>True when the region says that it did nothing of what was asked: it is overloaded, not up yet, or asked too often.</summary>
    public bool SaysNothingHappened => Slug is "overloaded" or "starting" or "too-many-requests";

    public string? Type => Slug is null ? null : TypePrefix + Slug;

    /// <summary>Reads the problem out of an error's body; any other body gives a problem without a slug.</summary>
    public static Problem Read(int status, string? mediaType, ReadOnlySpan<byte> body)
    {
        if (mediaType is "application/problem+json" or "application/json" && TryParse(body) is { } document)
        {
            var slug = document.Type?.StartsWith(TypePrefix, StringComparison.Ordinal) == true ? document.Type[TypePrefix.Length..] : null;
            var detail = document.Detail ?? document.Title;
            if (detail is not null || slug is not null)
                            {
                return new Problem(slug, status, detail ?? slug!)
                {
                    Line = document.Line,
                    Id = document.Id,
                    Timestamp = document.Timestamp,
                    Acknowledged = document.Acknowledged ?? [],
                    Missing = document.Missing ?? [],
                    Results = document.Results ?? [],
                };
            }
        }

        return new Problem(null, status, $"HTTP status {status}, with no explanation from Aevrion{Quote(mediaType, body)}.");
    }

    private static ProblemDocument? TryParse(ReadOnlySpan<byte> body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, WireContext.Default.ProblemDocument);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Quote(string? mediaType, ReadOnlySpan<byte> body)
    {
        if (body.IsEmpty || mediaType != "text/plain")
            return "";
        var text = System.Text.Encoding.UTF8.GetString(body).ReplaceLineEndings(" ").Trim();
        return ": " + (text.Length <= MaxQuotedCharacters ? text : text[..MaxQuotedCharacters] + "…").TrimEnd('.');
    }
}
