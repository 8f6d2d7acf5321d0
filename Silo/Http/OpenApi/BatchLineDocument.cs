namespace Aevrion.Silo.Http.OpenApi;

/// <summary>A line of a batch, for the description; <see cref="Batches.BatchLine"/> reads it.</summary>
internal sealed record BatchLineDocument(string Op, string Key)
{
    public string? Value { get; init; }

    public string? Text { get; init; }

    public long? Timestamp { get; init; }

    public string? Origin { get; init; }

    public IReadOnlyList<string>? Parents { get; init; }
}
