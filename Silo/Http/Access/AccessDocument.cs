namespace Aevrion.Silo.Http.Access;

/// <summary>What the caller may do.</summary>
/// <param name="Controlled">True when every request needs a token.</param>
/// <param name="Scopes">What is granted, implied scopes included.</param>
/// <param name="Prefixes">What the keys begin with that it is granted for; empty for all keys.</param>
internal sealed record AccessDocument(bool Controlled, IReadOnlyList<string> Scopes, IReadOnlyList<string> Prefixes)
{
    /// <summary>Id of the token; left out without one, and for the token in the configuration.</summary>
    public string? TokenId { get; init; }
}
