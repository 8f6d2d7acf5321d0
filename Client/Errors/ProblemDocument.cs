namespace Aevrion.Client;

/// <summary>The members of a problem document that the client reads.</summary>
internal sealed record ProblemDocument(string? Type = null, string? Title = null, string? Detail = null, int? Line = null, string? Id = null)
{
    public long? Timestamp { get; init; }

    public IReadOnlyList<string>? Acknowledged { get; init; }

    public IReadOnlyList<string>? Missing { get; init; }

    public IReadOnlyList<BatchResult>? Results { get; init; }
}
