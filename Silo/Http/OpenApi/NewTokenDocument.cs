namespace Aevrion.Silo.Http.OpenApi;

/// <summary>What is asked of a new token, for the description; <see cref="Tokens.TokenBody"/> reads it.</summary>
internal sealed record NewTokenDocument(IReadOnlyList<string> Scopes)
{
    public IReadOnlyList<string>? Prefixes { get; init; }

    public long? LifetimeMs { get; init; }

    public string? Description { get; init; }
}
